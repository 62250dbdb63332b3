"""The locks of matching, always taken in one sequence: the site's, then rows.

An order and a study that come at the same moment cannot see each other before one of them is committed. Whoever
matches second waits for the first to commit, and then sees it.
"""

from uuid import UUID

from django.db import connection

from apps.accounts.actors import Actor
from apps.common.errors import NotFound
from apps.orders.models import Order
from apps.orders.selectors import access_order


def lock_matching(site_id: UUID) -> None:
    """Holds the matching of one site until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"orders.matching {site_id}"]
        )


def lock_order(*, actor: Actor, order_id: UUID) -> Order:
    """One order of the actor's sites under the site's and its own lock; raises ``NotFound``."""
    seen = access_order(actor=actor, order_id=order_id)
    lock_matching(seen.site_id)
    order: Order | None = Order.objects.select_for_update(of=("self",)).filter(id=seen.id).first()
    if order is None:
        raise NotFound("There is no such order.")
    return order
