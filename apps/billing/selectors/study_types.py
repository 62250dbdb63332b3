"""What examinations are, by the rules and by what people have said of them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from apps.accounts.actors import Actor
from apps.archive.models import Study
from apps.billing.models import BillableEvent, BillingPeriod, StudyType, StudyTypeConfirmation
from apps.billing.selectors.prices import type_rules
from apps.billing.selectors.terms import billing_policy
from apps.billing.states import PeriodState
from apps.billing.study_types import Examination, TypeRule, classify
from apps.billing.vocabulary import CONFIRMATION_SOURCES
from apps.orders.models import Order
from apps.worklist.engine.modalities import image_modalities

DECIDES, READS, PERFORMS = "billing.manage", "report.sign", "studies.confirm"


@dataclass(frozen=True, slots=True)
class StudyTypeAnswer:
    """``asked``: the practice wants the actor's word on it, and nobody after the actor has given theirs."""

    study: UUID
    derived: StudyType | None
    confirmation: StudyTypeConfirmation | None
    asked: bool
    choices: Sequence[StudyType]

    @property
    def study_type(self) -> StudyType | None:
        return self.confirmation.study_type if self.confirmation else self.derived


def speaks_as(actor: Actor) -> str:
    """One of ``CONFIRMATION_SOURCES``: for whom the actor would say it."""
    if actor.can(DECIDES):
        return "billing"
    return "reader" if actor.can(READS) else "site"


def may_say(source: str, confirmation: StudyTypeConfirmation | None) -> bool:
    """Whether nobody has spoken who comes after ``source``."""
    said = CONFIRMATION_SOURCES.index(confirmation.source) if confirmation else 0
    return CONFIRMATION_SOURCES.index(source) >= said


def is_asked(source: str) -> bool:
    return source == "billing" or source in billing_policy().study_type_confirmed_by


def confirmation_of(study_id: UUID) -> StudyTypeConfirmation | None:
    found: StudyTypeConfirmation | None = (
        StudyTypeConfirmation.objects.select_related("study_type").filter(study=study_id).first()
    )
    return found


def confirmations_of(study_ids: Collection[UUID]) -> dict[UUID, StudyTypeConfirmation]:
    """By study."""
    return {one.study_id: one for one in StudyTypeConfirmation.objects.filter(study__in=study_ids)}


def answer_for(actor: Actor, study: Study) -> StudyTypeAnswer:
    """What is known of the study; the choices only for who is asked."""
    source, confirmation = speaks_as(actor), confirmation_of(study.id)
    asked = is_asked(source) and may_say(source, confirmation)
    active = StudyType.objects.filter(active=True).order_by("name", "id")
    return StudyTypeAnswer(
        study=study.id,
        derived=derived_type(study),
        confirmation=confirmation,
        asked=asked,
        choices=list(active) if asked else [],
    )


def derived_type(study: Study) -> StudyType | None:
    """What the rules say now."""
    modalities = sorted(image_modalities(study.modalities))
    rule = rules_say(type_rules(), {study.id: (study, modalities)})[study.id]
    found: StudyType | None = StudyType.objects.filter(id=rule.study_type).first() if rule else None
    return found


def rules_say(
    rules: Sequence[TypeRule], exams: Mapping[UUID, tuple[Study, Sequence[str]]]
) -> dict[UUID, TypeRule | None]:
    """The rule that knows each of the studies, given with their modalities."""
    ordered = Order.objects.filter(study__in=list(exams)).values_list("study_id", "procedure")
    procedures = dict(ordered)
    return {
        study_id: classify(
            rules,
            Examination(
                description=study.description,
                procedure=procedures.get(study_id, ""),
                modalities=tuple(modalities),
                body_part=study.body_part,
            ),
        )
        for study_id, (study, modalities) in exams.items()
    }


def unconfirmed_events() -> QuerySet[BillableEvent]:
    """Of each study on which nobody has said what it was, its first event, the oldest first: where the practice asks,
    and as far as no closed period holds it.
    """
    found = BillableEvent.objects.select_related("study", "site", "reader", "study_type")
    if not billing_policy().study_type_confirmed_by:
        return found.none()
    closed = BillingPeriod.objects.filter(state=PeriodState.CLOSED).order_by("-ends_at").first()
    live = BillableEvent.objects.filter(canceled_at=None)
    earlier = live.filter(study=OuterRef("study"), at__lt=OuterRef("at"))
    said = StudyTypeConfirmation.objects.filter(study=OuterRef("study"))
    waiting: QuerySet[BillableEvent] = (
        found.filter(canceled_at=None, waived_at=None)
        .exclude(study_type=None)
        .exclude(Exists(said))
        .exclude(Exists(earlier))
        .order_by("at", "id")
    )
    return waiting.filter(at__gte=closed.ends_at) if closed else waiting
