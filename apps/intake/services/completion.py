"""When a study has arrived: nothing for the site's quiet time, and no live transfer that carries it."""

import logging
from datetime import timedelta
from uuid import UUID

from django.db import connection

from apps.accounts.actors import Actor
from apps.archive.services import complete_study
from apps.common.clock import now
from apps.common.isolation import tenant_context
from apps.intake.services.transfers import LIVE_SECONDS
from apps.tenancy.selectors import active_tenant_ids

logger = logging.getLogger(__name__)
BATCH = 50

# The lock is taken before the study is judged again in full, and other workers step over it.
_LOCK_QUIET = """
SELECT s.id FROM archive_study s
JOIN tenancy_site site ON site.id = s.site_id
WHERE s.tenant_id = %(tenant)s AND s.state = 'receiving'
  AND s.last_image_at <= %(now)s - make_interval(secs => site.quiet_seconds)
  AND NOT EXISTS (
    SELECT 1 FROM intake_transferstudy carried
    JOIN intake_transfer t ON t.id = carried.transfer_id
    WHERE carried.tenant_id = s.tenant_id AND carried.study_instance_uid = s.study_instance_uid
      AND t.closed_at IS NULL AND t.heartbeat_at > %(live)s)
ORDER BY s.last_image_at LIMIT %(batch)s
FOR NO KEY UPDATE OF s SKIP LOCKED
"""


def complete_quiet_studies() -> int:
    """Completes every study that has arrived, of every tenant; answers how many. Safe beside itself."""
    return sum(_complete_in(tenant_id) for tenant_id in active_tenant_ids())


def _complete_in(tenant_id: UUID) -> int:
    """One tenant's trouble does not keep the others' studies from the radiologist."""
    completed = 0
    try:
        while batch := _complete_batch(tenant_id):
            completed += batch
    except Exception:
        logger.exception("Studies of tenant %s could not be completed", tenant_id)
    return completed


def _complete_batch(tenant_id: UUID) -> int:
    actor = Actor.system(tenant_id, "intake")
    with tenant_context(tenant_id):
        moment = now()
        with connection.cursor() as cursor:
            cursor.execute(
                _LOCK_QUIET,
                {
                    "tenant": tenant_id,
                    "now": moment,
                    "live": moment - timedelta(seconds=LIVE_SECONDS),
                    "batch": BATCH,
                },
            )
            study_ids = [row[0] for row in cursor.fetchall()]
        for study_id in study_ids:
            complete_study(actor=actor, study_id=study_id)
    return len(study_ids)
