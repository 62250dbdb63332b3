"""Closing a period: from then on it takes nothing, and what it holds is invoiced."""

import logging
from uuid import UUID

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from apps.accounts.actors import Actor
from apps.audit.services import record
from apps.billing.errors import PeriodNotOver, PeriodOpen, Unpriced
from apps.billing.models import BillingPeriod, Charge, InvoiceRun
from apps.billing.selectors.periods import access_period
from apps.billing.selectors.unpriced import unpriced_of_period
from apps.billing.services.invoicing import issue_invoice
from apps.billing.services.statements import issue_statements
from apps.billing.states import INVOICE_RUN_TRANSITIONS, PERIOD_TRANSITIONS, PeriodState
from apps.common.clock import now
from apps.common.isolation import tenant_context
from apps.common.states import advance, next_state

SHOWN = 50
RUN_INVOICES = "billing.run_invoices"

logger = logging.getLogger(__name__)


def close_period(*, actor: Actor, period_id: UUID) -> BillingPeriod:
    """Nothing is booked into it any more; corrections go into the next open one.

    Raises ``NotFound``, ``IllegalTransition``, ``PeriodNotOver``, and ``Unpriced`` with the list where something in it
    has no price.
    """
    actor.require("billing.close")
    period = access_period(period_id, lock=True)
    next_state(PERIOD_TRANSITIONS, period.state, "close")
    if period.ends_at > now():
        raise PeriodNotOver(f"It runs until {period.last_day.isoformat()}; close it after that.")
    waiting = list(unpriced_of_period(period)[: SHOWN + 1])
    if waiting:
        raise Unpriced(
            "Give each of these a study type or a price, or waive it; then close.",
            count=unpriced_of_period(period).count(),
            events=[
                {"id": str(one.id), "study": str(one.study_id), "missing": one.unpriced}
                for one in waiting[:SHOWN]
            ],
        )
    advance(period, PERIOD_TRANSITIONS, "close")
    period.closed_at, period.closed_by_name = now(), actor.name
    period.save()
    _audit(actor, period, "closed")
    return period


def ask_for_invoices(*, actor: Actor, period_id: UUID) -> InvoiceRun:
    """Has the closed period's invoices and statements made; the one run there is.

    Raises ``NotFound``, ``PeriodOpen``.
    """
    actor.require("billing.close")
    period = access_period(period_id, lock=True)
    if period.state != PeriodState.CLOSED:
        raise PeriodOpen("An invoice is made of a period that takes no more entries.")
    found, created = InvoiceRun.objects.get_or_create(
        period=period,
        defaults={"asked_by_name": actor.name, "sites": len(_sites_of(period))},
    )
    if created:
        _audit(actor, period, "invoices_asked_for")
        transaction.on_commit(_nudge, robust=True)
    run: InvoiceRun = found
    return run


def run_invoices(*, actor: Actor, tenant_id: UUID, run_id: UUID) -> InvoiceRun:
    """Makes them, each site in a transaction of its own, so that a run that breaks off goes on where it was.

    To be called outside a tenant's context. Of two at once each makes what the other has not.
    """
    with tenant_context(tenant_id):
        run = _advance(run_id, "start")
        sites = _sites_of(run.period)
    for done, (site_id, currency) in enumerate(sites, start=1):
        with tenant_context(tenant_id):
            issue_invoice(actor=actor, period_id=run.period_id, site_id=site_id, currency=currency)
            InvoiceRun.objects.filter(id=run_id).update(sites_done=done)
    with tenant_context(tenant_id):
        issue_statements(actor=actor, period_id=run.period_id)
        return _advance(run_id, "finish")


def _nudge() -> None:
    try:
        current_app.send_task(RUN_INVOICES, expires=60)
    except (OperationalError, RedisError, OSError):
        logger.warning("The broker cannot be reached; the periodic look will make the invoices.")


def _advance(run_id: UUID, action: str) -> InvoiceRun:
    run: InvoiceRun = (
        InvoiceRun.objects.select_for_update(of=("self",)).select_related("period").get(id=run_id)
    )
    if (run.state, action) in INVOICE_RUN_TRANSITIONS:
        advance(run, INVOICE_RUN_TRANSITIONS, action)
    if action == "finish":
        run.finished_at = run.finished_at or now()
    run.save(update_fields=["state", "finished_at"])
    return run


def _sites_of(period: BillingPeriod) -> list[tuple[UUID, str]]:
    """Who has something to be invoiced, in a lasting order: numbers are given in it."""
    found = Charge.objects.filter(period=period, credit_note_lines=None)
    return list(
        found.order_by("site__name", "site_id", "currency")
        .values_list("site_id", "currency")
        .distinct()
    )


def _audit(actor: Actor, period: BillingPeriod, action: str) -> None:
    record(
        actor=actor,
        action=f"billing_period.{action}",
        object_type="billing_period",
        object_id=period.id,
        detail={"from": period.first_day.isoformat(), "to": period.last_day.isoformat()},
    )
