"""Pictures of a teaching case: chosen and confirmed by a person, and pixels alone."""

import io
import struct
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from apps.archive.models import Instance
from apps.common.isolation import tenant_context
from apps.peer_review.deidentify import text_in_pixels
from apps.peer_review.models import LearningImage
from apps.peer_review.pictures import LARGEST_SIDE, draw_picture
from tests.apps.peer_review.pictured import drafted_with_images
from tests.apps.reporting.scenes import post
from tests.factories import Practice


def chunks(png: bytes) -> list[bytes]:
    found, at = [], 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        found.append(png[at + 4 : at + 8])
        at += length + 12
    return found


@given(st.integers(1, 1500), st.integers(1, 1500), st.floats(0.2, 5), st.booleans())
def test_a_picture_is_pixels_alone_and_true_in_its_proportions(
    height: int, width: int, aspect: float, colour: bool
) -> None:
    shape = (height, width, 3) if colour else (height, width)
    png, wide, high = draw_picture(np.zeros(shape, dtype=np.uint8), aspect=aspect)
    assert set(chunks(png)) == {b"IHDR", b"IDAT", b"IEND"}
    picture = Image.open(io.BytesIO(png))
    assert (picture.size, picture.info) == ((wide, high), {})
    assert max(wide, high) <= LARGEST_SIDE
    if min(wide, high) > 20:
        assert wide / high == pytest.approx(width / (height * aspect), rel=0.06)


def test_what_headers_say_of_text_is_believed_where_it_warns() -> None:
    burnt = {"00280301": {"vr": "CS", "Value": ["YES"]}}
    clean = {"00280301": {"vr": "CS", "Value": ["NO"]}}
    film = {"00080064": {"vr": "CS", "Value": ["DF"]}}
    answers = [text_in_pixels(a, m) for a, m in ((burnt, "CT"), (clean, "US"), (film, "CR"))]
    assert answers == ["yes", "perhaps", "perhaps"]
    assert text_in_pixels({"00280301": {"vr": "CS"}}, "CT") == "unlikely"


@pytest.mark.django_db
def test_images_come_by_a_persons_word_and_bring_nothing_along(
    practice: Practice, other_practice: Practice
) -> None:
    case, uid = drafted_with_images(practice)
    qa, reader, path = practice.client("qa"), practice.client("reader"), f"learning-cases/{case}"

    def add(frames: list[dict[str, Any]], *, confirmed: bool = True) -> Any:
        body = {"frames": frames, "confirmed": confirmed}
        return post(qa, f"peer-review/{path}/images", body)

    offered = qa.get(f"/api/v1/peer-review/{path}/candidates").json()["frames"]
    assert [(o["instance"], o["modality"], o["text"]) for o in offered] == [(uid, "CT", "unlikely")]
    chosen = [{"instance": uid, "frame": 1}]
    assert add(chosen, confirmed=False).json()["code"] == "images_not_confirmed"
    assert add([{"instance": "2.25.1", "frame": 1}]).json()["code"] == "not_a_picture"
    assert add([{**chosen[0], "frame": 99}]).json()["code"] == "not_a_picture"
    assert add(chosen).status_code == 201
    assert [one["place"] for one in add(chosen).json()["images"]] == [1], "the same one once"

    with tenant_context(practice.tenant_id):
        instance = Instance.objects.get(sop_instance_uid=uid)
        image = LearningImage.objects.get(case_id=case)
    assert not {instance.sop_instance_uid, str(instance.id)} & set(map(str, vars(image).values()))
    picture = f"/api/v1/peer-review/{path}/images/1"
    assert reader.get(picture).status_code == 404, "a draft is for who keeps the library"
    assert post(qa, f"peer-review/{path}/publish", {}).status_code == 200
    shown = reader.get(picture)
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/png")
    assert set(chunks(shown.content)) == {b"IHDR", b"IDAT", b"IEND"}
    assert other_practice.client("qa").get(picture).status_code == 404
    assert add(chosen).status_code == 409, "a published case stands"
    assert qa.delete(picture).status_code == 409


@pytest.mark.django_db
def test_an_image_that_says_it_holds_text_is_refused_and_one_can_be_taken_out(
    practice: Practice,
) -> None:
    case, uid = drafted_with_images(practice)
    qa = practice.client("qa")
    path = f"peer-review/learning-cases/{case}/images"
    body = {"frames": [{"instance": uid, "frame": 1}], "confirmed": True}
    assert post(qa, path, body).status_code == 201
    with tenant_context(practice.tenant_id):
        key = LearningImage.objects.get(case_id=case).blob_key
    assert key.startswith(f"{practice.tenant_id}/teaching/")
    assert qa.delete(f"/api/v1/{path}/1").status_code == 204
    assert qa.get(f"/api/v1/{path}/1").status_code == 404
    with tenant_context(practice.tenant_id):
        instance = Instance.objects.get(sop_instance_uid=uid)
        said = '{"00280301":{"vr":"CS","Value":["YES"]},'
        instance.headers = said + instance.headers[1:]
        instance.save(update_fields=["headers"])
    refused = post(qa, path, body).json()
    assert refused["code"] == "text_in_pixels"
    assert refused["instances"] == [uid]
