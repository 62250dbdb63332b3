"""From what was signed to what is charged and paid.

Everything is settled from the versions that stand, under the lock of their studies: an event may come twice, late, in
any order, or after a worker died, and the books are the same.
"""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from apps.accounts.actors import Actor
from apps.archive.models import Study
from apps.audit.services import record
from apps.billing.billable import Billable, billable_events
from apps.billing.models import BillableEvent, Charge, Payout
from apps.billing.selectors.bands import Bands
from apps.billing.selectors.ledger import standing
from apps.billing.selectors.prices import Prices
from apps.billing.selectors.reads import reads_of, tasks_of_studies
from apps.billing.selectors.shifts import on_shift
from apps.billing.selectors.study_types import confirmations_of, rules_say
from apps.billing.services.booking import AT_ONCE, Booking
from apps.billing.services.credits import settle_credits
from apps.common.clock import now
from apps.reporting.models import ReportVersion
from apps.worklist.engine.modalities import image_modalities
from apps.worklist.models import ReadingTask


def settle_study(*, actor: Actor, study_id: UUID) -> list[BillableEvent]:
    """Makes the study's charges and payouts what its signed reports say; answers what was new. A second call changes
    nothing.
    """
    return settle_studies(actor=actor, study_ids=[study_id])


def settle_studies(*, actor: Actor, study_ids: Collection[UUID]) -> list[BillableEvent]:
    """As ``settle_study``, for many at once."""
    lock_studies(study_ids)
    tasks = {task.id: task for task in tasks_of_studies(study_ids)}
    wanted = {one.key: one for read in reads_of(tasks.values()) for one in billable_events(read)}
    known = {one.key: one for one in BillableEvent.objects.filter(task__in=list(tasks))}
    booking = Booking(actor)
    _cancel(booking, [one for key, one in known.items() if key not in wanted])
    fresh = [one for key, one in wanted.items() if key not in known]
    made = _open(fresh, tasks, booking.prices)
    booking.price(made)
    settle_credits(booking, tasks)
    for event in made:
        _audit(actor, event, "opened", kind=event.kind, unpriced=event.unpriced)
    return made


def settle_gaps(*, actor: Actor, study_ids: Collection[UUID]) -> None:
    """What a reconciliation found missing is booked, as far as the signed reads say so and it can be priced."""
    actor.require("billing.manage")
    wanted = sorted(study_ids)
    for start in range(0, len(wanted), AT_ONCE):
        portion = wanted[start : start + AT_ONCE]
        settle_studies(actor=actor, study_ids=portion)
        events = BillableEvent.objects.filter(study__in=portion, canceled_at=None)
        price_events(actor=actor, events=list(events))


def lock_studies(study_ids: Collection[UUID]) -> None:
    """Whoever books for a study holds its row, so that two never book the same."""
    rows = Study.objects.select_for_update(of=("self",), no_key=True).filter(id__in=study_ids)
    list(rows.order_by("id").values_list("id"))


def price_events(*, actor: Actor, events: Sequence[BillableEvent]) -> None:
    """Books what of the events can be priced by now; the caller has not locked anything."""
    lock_studies({one.study_id for one in events})
    booking = Booking(actor)
    fresh = list(
        BillableEvent.objects.select_related("study", "task")
        .filter(id__in=[one.id for one in events], canceled_at=None)
        .order_by("id")
    )
    classify_events(booking.prices, [one for one in fresh if one.study_type_id is None])
    booking.price(fresh)
    settle_credits(booking, {one.task_id: one.task for one in fresh})


def classify_events(prices: Prices, events: Sequence[BillableEvent]) -> None:
    """Gives each the study type that a person said, or else the rules, where they know it; the caller saves."""
    said = confirmations_of({one.study_id for one in events})
    found = rules_say(prices.rules, {one.study_id: (one.study, one.modalities) for one in events})
    for event in events:
        if confirmation := said.get(event.study_id):
            event.study_type_id = confirmation.study_type_id
            event.study_type_by = confirmation.confirmed_by_name
        else:
            rule = found[event.study_id]
            event.study_type_id = rule.study_type if rule else None


def _cancel(booking: Booking, events: Sequence[BillableEvent]) -> None:
    """The report was withdrawn: what was booked for it is reversed at that time."""
    for event in (one for one in events if one.canceled_at is None):
        event.canceled_at, event.unpriced = now(), []
        event.save(update_fields=["canceled_at", "unpriced"])
        withdrawn_at = _withdrawn_at(event)
        entries: list[Charge | Payout] = [*standing(Charge, [event]), *standing(Payout, [event])]
        booking.reverse(entries, at=withdrawn_at, note="report withdrawn")
        _audit(booking.actor, event, "canceled")


def _withdrawn_at(event: BillableEvent) -> Any:
    version = ReportVersion.objects.filter(report__versions=event.version_id, kind="withdrawal")
    return version.values_list("signed_at", flat=True).first() or now()


def _open(
    wanted: Sequence[Billable], tasks: Mapping[UUID, ReadingTask], prices: Prices
) -> list[BillableEvent]:
    policy = prices.policy
    bands = Bands(policy)
    rostered = on_shift([(_paid_to(one, policy.co_signed_to), one.at) for one in wanted])
    made = []
    for one in wanted:
        task, reader = tasks[one.task], _paid_to(one, policy.co_signed_to)
        made.append(
            BillableEvent(
                key=one.key,
                kind=one.kind,
                study=task.study,
                site_id=task.site_id,
                task=task,
                version_id=one.version,
                at=one.at,
                received_at=task.received_at,
                reader_id=reader,
                priority=task.priority,
                modalities=sorted(image_modalities(task.study.modalities)),
                rvu=Decimal(str(task.rvu)),
                site_band=bands.of_site(task.site, task.received_at),
                reader_band=bands.of_reader(task.site, one.at),
                on_shift=(reader, one.at) in rostered,
                charged=one.kind in policy.charged_kinds,
                # Who read the parts is paid for them; nobody read the whole.
                paid=one.kind in policy.paid_kinds and not one.read_in_parts,
            )
        )
    classify_events(prices, made)
    BillableEvent.objects.bulk_create(made, batch_size=AT_ONCE)
    return made


def _paid_to(one: Billable, co_signed_to: str) -> UUID:
    return one.writer if co_signed_to == "writer" else one.signer


def _audit(actor: Actor, event: BillableEvent, action: str, **detail: Any) -> None:
    record(
        actor=actor,
        action=f"billable_event.{action}",
        object_type="billable_event",
        object_id=event.id,
        site_id=event.site_id,
        detail={"study": str(event.study_id), **detail},
    )
