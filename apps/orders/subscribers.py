"""Reactions to what happened in the archive."""

from apps.accounts.actors import Actor
from apps.archive.events import StudyCompleted, StudyOpened
from apps.common.isolation import required_tenant_id
from apps.common.outbox import subscribe
from apps.orders.services import match_study, note_arrival


def _matcher() -> Actor:
    return Actor.system(required_tenant_id(), "matching")


@subscribe(StudyOpened)
def match_opened_study(event: StudyOpened) -> None:
    """Early, so that the order is there when the study is complete and routed."""
    match_study(actor=_matcher(), study_id=event.study_id)


@subscribe(StudyCompleted)
def match_complete_study(event: StudyCompleted) -> None:
    match_study(actor=_matcher(), study_id=event.study_id)


@subscribe(StudyCompleted)
def note_awaited_prior(event: StudyCompleted) -> None:
    note_arrival(actor=_matcher(), study_id=event.study_id)
