"""The one way onto the worklist: a complete study is listed, or its site is asked to confirm it first."""

from uuid import UUID

from apps.accounts.actors import Actor
from apps.archive.models import Study
from apps.archive.states import StudyState
from apps.common.errors import NotFound
from apps.orders.selectors import is_requested_prior
from apps.tenancy.models import Site
from apps.worklist.models import ReadingTask
from apps.worklist.services.confirmation_gate import pass_gate
from apps.worklist.services.confirmations import ask_for_confirmation
from apps.worklist.services.tasks import create_reading_task


def list_complete_study(*, actor: Actor, study_id: UUID) -> ReadingTask | None:
    """Puts a complete study on the worklist, unless its site has to confirm it or somebody asked for it as a prior.

    A second call changes nothing. Raises ``NotFound``.
    """
    study: Study | None = Study.objects.filter(id=study_id).first()
    if study is None:
        raise NotFound("There is no such study.")
    return None if is_requested_prior(study) else _list(actor, study)


def list_ordered_study(*, actor: Actor, study_id: UUID) -> ReadingTask | None:
    """Puts a complete study that has never been listed on the worklist, now that it has an order.

    It was taken for a prior that somebody asked for; who orders a read wants one. Where its site has to confirm it,
    the order may be all that was missing.
    """
    study: Study | None = Study.objects.filter(id=study_id, state=StudyState.COMPLETE).first()
    if study is None or ReadingTask.objects.filter(study_id=study_id).exists():
        return None
    return _list(actor, study)


def _list(actor: Actor, study: Study) -> ReadingTask | None:
    pass_gate(study.site_id)
    listed_before = ReadingTask.objects.filter(study_id=study.id).exists()
    gated = Site.objects.filter(id=study.site_id, confirms_studies=True).exists()
    if gated and not listed_before:
        return ask_for_confirmation(actor=actor, study=study)
    return create_reading_task(actor=actor, study_id=study.id)
