"""The archive's work in the background."""

import logging
from uuid import UUID

from celery import shared_task
from django.core.cache import cache
from redis.exceptions import RedisError

from apps.archive.derivatives import MAKE_DERIVATIVE, make_some, studies_waiting
from apps.common.isolation import tenant_context
from apps.tenancy.selectors import active_tenant_ids

logger = logging.getLogger(__name__)

LEASE_SECONDS = 120
STUDIES_PER_SWEEP = 50


@shared_task(name=MAKE_DERIVATIVE)
def make_derivative(tenant_id: str, study_id: str) -> int:
    """Makes a few derivatives of a study and queues the next few, so that no study keeps others waiting.

    Killed at any moment, it loses at most the instance in hand; the sweep takes the study up again.
    """
    key = f"{tenant_id}:derivatives:{study_id}"
    if not _lease(key):
        return 0
    try:
        done = make_some(tenant_id=UUID(tenant_id), study_id=UUID(study_id))
    finally:
        _end_lease(key)
    if done:
        make_derivative.delay(tenant_id, study_id)
    return done


@shared_task(name="imaging.resume_derivatives")
def resume_derivatives() -> int:
    """Queues complete studies that still lack derivatives: a worker died, or the broker was away."""
    queued = 0
    for tenant_id in active_tenant_ids():
        with tenant_context(tenant_id):
            waiting = studies_waiting(limit=STUDIES_PER_SWEEP)
        for study_id in waiting:
            make_derivative.delay(str(tenant_id), str(study_id))
            queued += 1
    return queued


def _lease(key: str) -> bool:
    """Two workers on one study would be right, but a waste; without Redis there is no lease and no harm."""
    try:
        return cache.add(key, 1, LEASE_SECONDS)
    except (RedisError, OSError):
        return True


def _end_lease(key: str) -> None:
    try:
        cache.delete(key)
    except (RedisError, OSError):
        logger.warning("The cache cannot be reached; a lease runs out by itself.")
