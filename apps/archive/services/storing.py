"""Filing one received object in the index: idempotent, exact under any concurrency.

Lock order, the same for everybody: patient, study, series, instance where they are created; then the counters of
series and study. No transaction waits for a row while holding one that comes later, so none can deadlock.
"""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from apps.accounts.actors import Actor
from apps.archive.dicom.headers import ParsedHeaders
from apps.archive.events import LateImagesStored, StudyOpened
from apps.archive.filing import IndexValues, index_values
from apps.archive.index import (
    CountedStudy,
    KeptObject,
    Whereabouts,
    add_instance,
    add_patient,
    add_series,
    add_study,
    add_to_known_series,
    find_whereabouts,
    mark_late,
)
from apps.archive.states import StudyState
from apps.common.clock import now
from apps.common.ids import new_id
from apps.common.outbox import publish
from apps.tenancy.models import Site


class CannotBeFiled(Exception):
    """Filing the object would be wrong. Nothing was changed once the transaction is rolled back.

    `reason` is one of `content_differs`, `study_of_another_site`, `study_of_another_patient`,
    `series_of_another_study`; `detail` holds ids, never a name.
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True, slots=True)
class ReceivedObject:
    """One object whose bytes are durable already. `object_id` becomes the id of its instance.

    `own_work` was made by the practice from the study itself, a report say: a complete study stays as complete.
    """

    object_id: UUID
    headers: ParsedHeaders
    content_hash: str
    size: int
    blob_key: str
    own_work: bool = False


@dataclass(frozen=True, slots=True)
class StoredInstance:
    """Where the object stands now; `duplicate` says that it did already, and that the new blob is not needed."""

    instance_id: UUID
    study_id: UUID
    duplicate: bool


def store_instance(*, actor: Actor, site: Site, received: ReceivedObject) -> StoredInstance:
    """Files one object of `site`; sent again with the same content, it answers the instance there is.

    Publishes `StudyOpened` with the first object of a study, and `LateImagesStored` once per burst of objects that
    come after the study was complete, unless they are own work. Raises `CannotBeFiled`.
    """
    actor.require("images.store")
    values = index_values(received.headers, site=site)
    kept = KeptObject(
        received.object_id,
        received.content_hash,
        received.size,
        received.blob_key,
        received.own_work,
    )
    # Nearly every object is the next one of a series that is there: one statement instead of two.
    study = add_to_known_series(values, kept, site_id=site.id)
    if study is None:
        place = find_whereabouts(values)
        _refuse_wrong_place(place, values, site, received)
        if place.instance_id is not None and place.study_id is not None:
            return StoredInstance(place.instance_id, place.study_id, duplicate=True)
        study = _add_in_place(place, values, kept, site, received)
    if study is None:
        # Somebody stored this SOP Instance UID since we looked; now it can be seen.
        return _already_stored(values, site, received)
    if study.state == StudyState.COMPLETE and not received.own_work:
        _flag_late_images(study.id, site)
    return StoredInstance(received.object_id, study.id, duplicate=False)


def _add_in_place(
    place: Whereabouts, values: IndexValues, kept: KeptObject, site: Site, received: ReceivedObject
) -> CountedStudy | None:
    study_id = place.study_id or _open_study(values, site, received)
    series_id, new_series = place.series_id, False
    if series_id is None:
        series_id, new_series = _open_series(values, study_id, received)
    return add_instance(values, kept, study_id=study_id, series_id=series_id, new_series=new_series)


def _refuse_wrong_place(
    place: Whereabouts, values: IndexValues, site: Site, received: ReceivedObject
) -> None:
    if place.study_id is not None and place.site_id != site.id:
        raise CannotBeFiled("study_of_another_site", f"study {place.study_id}")
    if place.study_id is not None and place.identity != values.identity:
        raise CannotBeFiled("study_of_another_patient", f"study {place.study_id}")
    if place.series_id is not None and place.series_study_id != place.study_id:
        raise CannotBeFiled("series_of_another_study", f"series {place.series_id}")
    if place.instance_id is not None and place.content_hash != received.content_hash:
        raise CannotBeFiled("content_differs", f"instance {place.instance_id}")


def _open_study(values: IndexValues, site: Site, received: ReceivedObject) -> UUID:
    patient_id = add_patient(values)
    study_id = new_id()
    if add_study(values, study_id=study_id, patient_id=patient_id, site_id=site.id):
        publish(StudyOpened(study_id=study_id))
        return study_id
    place = find_whereabouts(values)
    _refuse_wrong_place(place, values, site, received)
    assert place.study_id is not None, "a study that could not be added exists"
    return place.study_id


def _open_series(
    values: IndexValues, study_id: UUID, received: ReceivedObject
) -> tuple[UUID, bool]:
    series_id = new_id()
    if add_series(values, series_id=series_id, study_id=study_id):
        return series_id, True
    place = find_whereabouts(values)
    if place.series_study_id != study_id or place.series_id is None:
        raise CannotBeFiled("series_of_another_study", f"series {place.series_id}")
    return place.series_id, False


def _already_stored(values: IndexValues, site: Site, received: ReceivedObject) -> StoredInstance:
    place = find_whereabouts(values)
    _refuse_wrong_place(place, values, site, received)
    if place.instance_id is None or place.study_id is None:
        raise CannotBeFiled("content_differs", f"instance {place.instance_id}")
    return StoredInstance(place.instance_id, place.study_id, duplicate=True)


def _flag_late_images(study_id: UUID, site: Site) -> None:
    """The study's row is locked by the counter, so that two objects cannot both begin the burst."""
    moment = now()
    previous = mark_late(study_id, moment)
    if previous is None or moment - previous > timedelta(seconds=max(site.quiet_seconds, 1)):
        publish(LateImagesStored(study_id=study_id))
