"""Studies that wait for their site's word, for those who may see them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import (
    DateTimeField,
    DurationField,
    ExpressionWrapper,
    F,
    QuerySet,
    Value,
)

from apps.accounts.actors import Actor
from apps.accounts.capabilities import Role, is_bound_to_sites
from apps.accounts.models import Membership
from apps.archive.models import Study
from apps.common.errors import NotFound
from apps.orders.header_facts import RequestFacts
from apps.orders.indication import says_something
from apps.orders.models import Order, OrderPriority
from apps.orders.selectors import order_of_study, orders_of_studies, request_facts_of_studies
from apps.worklist.models import StudyConfirmation
from apps.worklist.selectors.recipients import managers, members_with
from apps.worklist.states import ConfirmationState

CONFIRM = "studies.confirm"
MINUTE = Value(timedelta(minutes=1), output_field=DurationField())
# Until when the site's word is awaited before operations are called.
AWAITED_UNTIL = ExpressionWrapper(
    F("opened_at") + F("site__confirm_within_minutes") * MINUTE, output_field=DateTimeField()
)


@dataclass(frozen=True, slots=True)
class AwaitedWord:
    """One study that waits, or waited, with what is known of why it was made."""

    confirmation: StudyConfirmation
    order: Order | None
    indication: str
    missing: tuple[str, ...]


def visible_confirmations(actor: Actor) -> QuerySet[StudyConfirmation]:
    """Those of the actor's sites, the longest waiting first, with ``awaited_until``. Raises ``PermissionRefused``."""
    actor.require(CONFIRM)
    found: QuerySet[StudyConfirmation] = (
        StudyConfirmation.objects.select_related("study__patient", "site", "settled_by")
        .annotate(awaited_until=AWAITED_UNTIL)
        .order_by("opened_at", "id")
    )
    return found if actor.site_ids is None else found.filter(site_id__in=actor.site_ids)


def access_confirmation(*, actor: Actor, confirmation_id: UUID) -> StudyConfirmation:
    """One of ``visible_confirmations``; raises ``NotFound``, ``PermissionRefused``."""
    found = visible_confirmations(actor).filter(id=confirmation_id).first()
    if found is None:
        raise NotFound("There is no such study to confirm.")
    return found


def lock_confirmation(*, actor: Actor, confirmation_id: UUID) -> StudyConfirmation:
    """As ``access_confirmation``, under a row lock until the transaction ends."""
    found = (
        visible_confirmations(actor)
        .select_for_update(of=("self",))
        .filter(id=confirmation_id)
        .first()
    )
    if found is None:
        raise NotFound("There is no such study to confirm.")
    return found


def lock_waiting(*, study_id: UUID) -> StudyConfirmation | None:
    """The study's confirmation under a row lock, if it waits."""
    found: StudyConfirmation | None = (
        StudyConfirmation.objects.select_for_update(of=("self",))
        .select_related("study", "site")
        .filter(study_id=study_id, state=ConfirmationState.WAITING)
        .first()
    )
    return found


def awaited_words(confirmations: Collection[StudyConfirmation]) -> list[AwaitedWord]:
    """What is known of each, in the same sequence; a fixed number of queries."""
    studies = [confirmation.study for confirmation in confirmations]
    facts = request_facts_of_studies(studies)
    orders = orders_of_studies([study.id for study in studies])
    return [
        AwaitedWord(
            confirmation=one,
            order=orders.get(one.study_id),
            indication=facts[one.study_id].indication,
            missing=missing_in(facts[one.study_id], one.study, orders.get(one.study_id)),
        )
        for one in confirmations
    ]


def missing_in(facts: RequestFacts, study: Study, order: Order | None) -> tuple[str, ...]:
    """What keeps a study from being confirmed: ``indication``; ``patient`` where no order could name one either."""
    if says_something(facts.indication):
        return ()
    nameless = order is None and not (study.patient.patient_id or study.patient.name)
    return ("indication", "patient") if nameless else ("indication",)


def stat_order_of_site(study: Study) -> Order | None:
    """The study's order, if somebody of its site attested that it is STAT and said why it is made."""
    order = order_of_study(study.id)
    if order is None or order.priority != OrderPriority.STAT or not order.stat_attested_by_id:
        return None
    if not says_something(order.indication):
        return None
    attesting: Membership | None = Membership.objects.filter(
        user_id=order.stat_attested_by_id, site_links__site_id=study.site_id
    ).first()
    return order if attesting and is_bound_to_sites(frozenset(attesting.roles)) else None


def watchers() -> list[UUID]:
    """Whom a study calls that waits too long: operations, and where there is nobody, the managers."""
    return members_with(Role.OPERATIONS) or managers()
