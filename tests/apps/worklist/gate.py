"""A site that confirms its studies, to test with."""

from apps.archive.events import StudyCompleted
from apps.archive.models import Study
from apps.common.isolation import tenant_context
from apps.common.outbox import publish
from apps.common.outbox.dispatching import dispatch_due
from apps.orders.models import Order
from apps.orders.services import OrderDetails, place_order
from apps.worklist.models import StudyConfirmation
from apps.worklist.services import set_confirmation_gate
from tests.factories import Practice
from tests.studies import make_study

INDICATION = "Cough for two weeks, pneumonia?"


def gate(practice: Practice, *, closed: bool, minutes: int = 15) -> None:
    """Says whether site a confirms its studies."""
    with tenant_context(practice.tenant_id):
        set_confirmation_gate(
            actor=practice.actor("manager"),
            site_id=practice.site_a.id,
            confirms_studies=closed,
            confirm_within_minutes=minutes,
        )


def come(practice: Practice, study: Study | None = None) -> Study:
    """A study of site a that is complete, with all that follows."""
    study = study or make_study(practice)
    with tenant_context(practice.tenant_id):
        publish(StudyCompleted(study_id=study.id))
    dispatch_due()
    return study


def confirmation_of(practice: Practice, study: Study) -> StudyConfirmation:
    with tenant_context(practice.tenant_id):
        found: StudyConfirmation = StudyConfirmation.objects.get(study=study)
    return found


def order_for(
    practice: Practice, study: Study, *, by: str = "site_user", priority: str = "ROUTINE"
) -> Order:
    """An order for the study, placed by somebody of the site or the practice; events wait."""
    with tenant_context(practice.tenant_id):
        return place_order(
            actor=practice.actor(by),
            site=practice.site_a,
            details=OrderDetails(
                indication=INDICATION,
                patient_id=study.patient.patient_id,
                priority=priority,
            ),
            stat_reason="Septic shock" if priority == "STAT" else "",
            study_id=study.id,
        )
