"""One practice hands out its waiting tasks: `python -m benchmarks.assigning TENANT ROUNDS`, beside its database.

Readers come on duty once; then every round assigns everything, counts and checks it, and is rolled back. Prints
seconds, tasks given and breaches of eligibility of each round as one JSON list.
"""

import json
import sys
import time
from dataclasses import asdict, dataclass
from datetime import timedelta
from uuid import UUID

import django

from benchmarks.product import PASSWORD
from teleread.heap import settle_heap

READERS = 50
PLACE = "DE-BE"


@dataclass(frozen=True)
class Round:
    """What one round took, gave, and gave to somebody who may not read it."""

    seconds: float
    given: int
    breaches: int


def bring_readers_on_duty(tenant_id: UUID) -> None:
    """50 readers at their desks, each with privileges at most sites; work is pushed, caps out of the way."""
    from apps.accounts.actors import Actor
    from apps.accounts.capabilities import Role
    from apps.accounts.services import add_membership, ensure_user
    from apps.common.clock import now
    from apps.staffing.services import add_shift, grant_full_reading_rights
    from apps.tenancy.models import Site
    from apps.worklist.services.policies import set_assignment_policy

    actor = Actor.system(tenant_id, "benchmark")
    sites = list(Site.objects.order_by("id"))
    for number in range(READERS):
        user_id = ensure_user(
            email=f"reader-{number}@benchmark.test", name=f"Dr {number}", password=PASSWORD
        )
        add_membership(user_id=user_id, roles=[Role.READER], sites=[])
        own = [site for place, site in enumerate(sites) if (place + number) % 4]
        grant_full_reading_rights(actor=actor, reader_id=user_id, sites=own, location=PLACE)
        add_shift(
            actor=actor,
            reader_id=user_id,
            starts_at=now() - timedelta(hours=2),
            ends_at=now() + timedelta(hours=6),
        )
    set_assignment_policy(actor=actor, mode="push", max_open_tasks=100, max_open_minutes=1000)


def one_round() -> Round:
    """Assigns, checks every offer against the reader's rights read anew, and takes all of it back."""
    from django.db import transaction

    from apps.worklist.models import Assignment
    from apps.worklist.selectors.eligibility import verdict_on
    from apps.worklist.services import assign_waiting

    with transaction.atomic():
        began = time.perf_counter()
        given = assign_waiting()
        seconds = time.perf_counter() - began
        offers = Assignment.objects.select_related("task__work_class", "task__study").filter(
            ended_at=None
        )
        breaches = sum(not verdict_on(offer.task, offer.reader_id).eligible for offer in offers)
        transaction.set_rollback(True)
    return Round(seconds, given, breaches)


def main(tenant: str, rounds: int) -> None:
    from apps.common.isolation import tenant_context

    tenant_id = UUID(tenant)
    with tenant_context(tenant_id):
        bring_readers_on_duty(tenant_id)
    settle_heap()  # as every worker does
    found = []
    for _ in range(rounds):
        with tenant_context(tenant_id):
            found.append(asdict(one_round()))
    print(json.dumps(found))


if __name__ == "__main__":
    django.setup()
    main(sys.argv[1], int(sys.argv[2]))
