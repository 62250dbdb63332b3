"""Credits for promises that were broken: as the breach stands now, each once."""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

from apps.billing.crediting import as_rules, credit_percent
from apps.billing.models import Charge
from apps.billing.money import percent_of
from apps.billing.selectors.ledger import standing_of_tasks
from apps.billing.services.booking import CREDIT, Booking
from apps.common.clock import now
from apps.worklist.models import Breach, ReadingTask


def settle_credits(booking: Booking, tasks: Mapping[UUID, ReadingTask]) -> None:
    """Books for each breach of the tasks what the credit rules give of what is charged; takes back what they no longer
    give: the breach is excused, has another cause, or the read is not charged any more.
    """
    breaches = list(Breach.objects.filter(task__in=list(tasks)).order_by("id"))
    if not breaches:
        return
    rules = as_rules(booking.prices.policy.credit_rules)
    charges: defaultdict[UUID, list[Charge]] = defaultdict(list)
    given: dict[UUID, Charge] = {}
    for charge in standing_of_tasks(Charge, tasks):
        if charge.kind == "entry":
            charges[charge.event.task_id].append(charge)
        elif charge.kind == CREDIT and charge.breach_id:
            given[charge.breach_id] = charge
    for breach in breaches:
        percent = (
            Decimal(0)
            if breach.excused_at
            else credit_percent(
                rules,
                cause=breach.cause,
                minutes_over=breach.minutes_over,
                granted=breach.credit,
            )
        )
        _settle(booking, breach, percent, charges[breach.task_id], given.get(breach.id))


def _settle(
    booking: Booking,
    breach: Breach,
    percent: Decimal,
    charges: list[Charge],
    given: Charge | None,
) -> None:
    charged = sum((one.amount for one in charges), Decimal(0))
    amount = percent_of(charged, percent, charges[0].currency) if charges else Decimal(0)
    if given and -given.amount == amount:
        return
    if given:
        booking.reverse([given], at=now(), note="the breach is credited otherwise")
    if amount:
        booking.credit(charges[0].event, breach.id, amount, percent)
