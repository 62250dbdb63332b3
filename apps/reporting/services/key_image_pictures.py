"""Pictures of key images, made of what the archive holds.

The version that names a frame was let through to its reader or its site; with it goes what it points at, also of a
prior at another site of the same practice. Only the tenant bounds this.
"""

import logging
from typing import cast

from apps.archive.dicom.errors import UndecodablePixels
from apps.archive.dicom.presentation import Window
from apps.archive.models import Instance
from apps.archive.services import show_frame
from apps.common.errors import NotFound
from apps.reporting.content import Act
from apps.reporting.errors import KeyImageUnreadable
from apps.reporting.key_images.key_image import KeyImage
from apps.reporting.key_images.picture import draw_key_image

logger = logging.getLogger(__name__)


def pictures_of(act: Act) -> list[bytes | None]:
    """A JPEG for each key image in order; None where its pixels cannot be made into one."""
    return [_picture(image) for image in _images(act)]


def picture_at(act: Act, place: int) -> bytes:
    """The JPEG of one key image, by its place from 1. Raises ``NotFound``, ``KeyImageUnreadable``."""
    images = _images(act)
    if not 1 <= place <= len(images):
        raise NotFound("There is no such key image.")
    picture = _picture(images[place - 1])
    if picture is None:
        raise KeyImageUnreadable("Open the study instead; this frame's pixels cannot be decoded.")
    return picture


def _images(act: Act) -> list[KeyImage]:
    return cast("list[KeyImage]", act.get("key_images", []))


def _picture(image: KeyImage) -> bytes | None:
    instance: Instance | None = Instance.objects.filter(
        sop_instance_uid=image["sop_instance_uid"]
    ).first()
    if instance is None:
        return None
    center, width = image["window_center"], image["window_width"]
    window = None if center is None or width is None else Window(center, width)
    try:
        frame = show_frame(instance, number=image["frame"], window=window)
        return draw_key_image(frame.pixels, image, aspect=frame.aspect, edges=frame.edges)
    except UndecodablePixels as error:
        logger.warning("Key image of instance %s cannot be drawn: %s", instance.id, error.code)
        return None
