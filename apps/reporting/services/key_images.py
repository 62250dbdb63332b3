"""Which frames a draft may point at; and the key images sealed with the signature.

A frame is one of the report's own study or of another study of the same patient, of an object that the actor may see.
What the archive says of it is written down when it is chosen, so that a signature covers it and every output agrees.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from apps.accounts.actors import Actor
from apps.archive.models import Instance
from apps.archive.selectors import visible_instances
from apps.reporting.content import Act
from apps.reporting.errors import InvalidKeyImage, KeyImageOfAnotherPatient, UnknownKeyImage
from apps.reporting.key_images.key_image import (
    MOST_PER_REPORT,
    UIDS,
    KeyImage,
    View,
    tidied,
)
from apps.reporting.models import Report, ReportVersion
from apps.reporting.selectors import study_of
from apps.reporting.selectors.linked import linked_studies

# As they come from outside: all that there shall be, in order.
NewKeyImages = Sequence[Mapping[str, Any]]


def kept_key_images(
    actor: Actor, report: Report, known: Sequence[KeyImage], given: NewKeyImages | None
) -> list[KeyImage]:
    """``given`` as they are kept, or where it is None those known.

    Raises ``InvalidKeyImage``, ``UnknownKeyImage``, ``KeyImageOfAnotherPatient``.
    """
    if given is None:
        return list(known)
    views = _tidied(given)
    facts: dict[str, Mapping[str, Any]] = {image["sop_instance_uid"]: image for image in known}
    fresh = [view for view in views if not _is_known(view, facts)]
    found = _instances(actor, fresh)
    patient_id = study_of(report).patient_id if fresh else None
    _refuse(UnknownKeyImage, [view for view in fresh if view["sop_instance_uid"] not in found])
    foreign = [
        view for view in fresh if found[view["sop_instance_uid"]].study.patient_id != patient_id
    ]
    _refuse(KeyImageOfAnotherPatient, foreign)
    on = {report.study_id, *(study.id for study in linked_studies(report))} if found else set()
    facts |= {uid: _facts(on, instance) for uid, instance in found.items()}
    images = [_with_facts(view, facts[view["sop_instance_uid"]]) for view in views]
    _refuse(InvalidKeyImage, [image for image in images if image["frame"] > image["frames"]])
    return images


def sealed_key_images(version: ReportVersion) -> list[KeyImage]:
    """Those of a signed version."""
    return list(version.act.get("key_images", []))


def amended_key_images(
    actor: Actor, report: Report, latest: ReportVersion, given: NewKeyImages | None
) -> list[KeyImage]:
    """What stands after an amendment: as before, or all of ``given``. Raises as ``kept_key_images``."""
    return kept_key_images(actor, report, sealed_key_images(latest), given)


def seal_key_images(act: Act, images: Sequence[KeyImage]) -> None:
    """Puts the key images into ``act``, so that the hash covers them; an act without any is as it was."""
    if images:
        act["key_images"] = [dict(image) for image in images]


def _tidied(given: NewKeyImages) -> list[View]:
    if len(given) > MOST_PER_REPORT:
        raise InvalidKeyImage(f"A report shows {MOST_PER_REPORT} key images at most.")
    try:
        views = [tidied(one) for one in given]
    except ValueError as error:
        raise InvalidKeyImage(str(error)) from None
    if len({view["key"] for view in views}) < len(views):
        raise InvalidKeyImage("Each key image has a key of its own.")
    return views


def _is_known(view: View, facts: Mapping[str, Mapping[str, Any]]) -> bool:
    """Whether the object was looked up before, under the same study and series."""
    image = facts.get(view["sop_instance_uid"])
    return image is not None and _place(image) == _place(view)


def _place(view: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(view[name] for name in UIDS)


def _instances(actor: Actor, views: Sequence[View]) -> dict[str, Instance]:
    """The objects by SOP Instance UID that the actor may see and that lie where the view says."""
    if not views:
        return {}
    wanted = {_place(view) for view in views}
    rows = (
        visible_instances(actor)
        .filter(sop_instance_uid__in=[uid for _, _, uid in wanted])
        .defer("headers", "pixel_layout", "study__headers", "series__headers")
    )
    return {
        row.sop_instance_uid: row
        for row in rows
        if (
            row.study.study_instance_uid,
            row.series.series_instance_uid,
            row.sop_instance_uid,
        )
        in wanted
    }


def _facts(on: Collection[UUID], instance: Instance) -> Mapping[str, Any]:
    study, series = instance.study, instance.series
    return {
        "sop_class_uid": instance.sop_class_uid,
        "frames": instance.frames,
        "modality": series.modality,
        "series_number": series.number,
        "instance_number": instance.number,
        "study_date": study.study_date.isoformat() if study.study_date else "",
        "prior": study.id not in on,
    }


def _with_facts(view: View, facts: Mapping[str, Any]) -> KeyImage:
    return KeyImage(
        **view,
        sop_class_uid=facts["sop_class_uid"],
        frames=facts["frames"],
        modality=facts["modality"],
        series_number=facts["series_number"],
        instance_number=facts["instance_number"],
        study_date=facts["study_date"],
        prior=facts["prior"],
    )


def _refuse(
    refusal: type[InvalidKeyImage | UnknownKeyImage | KeyImageOfAnotherPatient],
    views: Sequence[View],
) -> None:
    sentences = {
        UnknownKeyImage: "Take the key image out; the study holds no such image, or it is closed to you.",
        KeyImageOfAnotherPatient: "Take the key image out; a report shows images of its own patient only.",
        InvalidKeyImage: "Choose another frame; the object has none of this number.",
    }
    if views:
        raise refusal(sentences[refusal], key_images=[view["key"] for view in views])
