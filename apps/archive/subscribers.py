"""What the archive does upon its own news."""

import logging
from functools import partial
from uuid import UUID

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from apps.archive.derivatives import MAKE_DERIVATIVE
from apps.archive.events import LateImagesStored, StudyCompleted
from apps.common.isolation import required_tenant_id
from apps.common.outbox import subscribe

logger = logging.getLogger(__name__)


@subscribe(StudyCompleted)
def make_derivatives_of_complete_study(event: StudyCompleted) -> None:
    _queue(event.study_id)


@subscribe(LateImagesStored)
def make_derivatives_of_late_images(event: LateImagesStored) -> None:
    _queue(event.study_id)


def _queue(study_id: UUID) -> None:
    """After the commit, best effort: the sweep finds what could not be queued."""
    transaction.on_commit(partial(_send, required_tenant_id(), study_id), robust=True)


def _send(tenant_id: UUID, study_id: UUID) -> None:
    try:
        current_app.send_task(MAKE_DERIVATIVE, [str(tenant_id), str(study_id)])
    except (OperationalError, RedisError, OSError):
        logger.warning("The broker cannot be reached; the sweep will queue the derivatives.")
