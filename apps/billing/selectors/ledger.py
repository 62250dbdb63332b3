"""Charges and payouts that stand."""

from collections.abc import Iterable
from typing import TypeVar
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from apps.billing.models import BillableEvent, Charge, Payout

E = TypeVar("E", Charge, Payout)


def standing_entries(model: type[E]) -> QuerySet[E]:
    """Neither reversals nor what was reversed."""
    reversal = model.objects.filter(reverses=OuterRef("pk"))
    found: QuerySet[E] = model.objects.exclude(kind="reversal").exclude(Exists(reversal))
    return found


def standing(model: type[E], events: Iterable[BillableEvent]) -> list[E]:
    """Those of the events, each with its period."""
    ids = [one.id for one in events]
    return list(standing_entries(model).select_related("period").filter(event__in=ids))


def standing_of_tasks(model: type[E], task_ids: Iterable[UUID]) -> list[E]:
    found = standing_entries(model).select_related("event", "period")
    return list(found.filter(event__task__in=list(task_ids)))
