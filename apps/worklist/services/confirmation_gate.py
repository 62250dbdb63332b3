"""Whether a site confirms its studies before anybody reads them.

A study passes its site's gate in the transaction that lists it or asks for the site's word; the gate is opened or
closed only between two such passages. So no study is asked about at a gate that was opened meanwhile, and lost there.
"""

from uuid import UUID

from django.db import connection

from apps.accounts.actors import Actor
from apps.audit.services import record
from apps.common.errors import NotFound, Unprocessable
from apps.tenancy.models import Site
from apps.worklist.services.confirmations import withdraw_confirmations

LONGEST_WAIT = 24 * 60
_SHARED = "SELECT pg_advisory_xact_lock_shared(hashtextextended(%s, 0))"
_ALONE = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"


def pass_gate(site_id: UUID) -> None:
    """Keeps the site's gate as it is until the transaction ends; studies pass beside each other."""
    _lock(_SHARED, site_id)


def set_confirmation_gate(
    *, actor: Actor, site_id: UUID, confirms_studies: bool, confirm_within_minutes: int
) -> Site:
    """Says whether the site confirms its studies, and after how many minutes operations are called about one.

    From now on: what is listed stays listed. When the site need not confirm any longer, everything that waits for its
    word is listed at once. Raises ``NotFound``, ``Unprocessable`` for less than a minute or more than a day.
    """
    actor.require("sites.manage")
    if not 1 <= confirm_within_minutes <= LONGEST_WAIT:
        raise Unprocessable(
            f"Operations are called after 1 to {LONGEST_WAIT} minutes.", code="invalid_minutes"
        )
    _lock(_ALONE, site_id)
    site: Site | None = Site.objects.select_for_update(no_key=True).filter(id=site_id).first()
    if site is None or not actor.may_enter_site(site_id):
        raise NotFound("There is no such site.")
    before = {"confirms_studies": site.confirms_studies, "minutes": site.confirm_within_minutes}
    after = {"confirms_studies": confirms_studies, "minutes": confirm_within_minutes}
    if before == after:
        return site
    site.confirms_studies = confirms_studies
    site.confirm_within_minutes = confirm_within_minutes
    site.save(update_fields=["confirms_studies", "confirm_within_minutes"])
    listed = 0 if confirms_studies else withdraw_confirmations(actor=actor, site_id=site.id)
    record(
        actor=actor,
        action="site.study_confirmation_changed",
        object_type="site",
        object_id=site.id,
        site_id=site.id,
        detail={"before": before, "after": after, "listed": listed},
    )
    return site


def _lock(statement: str, site_id: UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, [f"study-gate:{site_id}"])
