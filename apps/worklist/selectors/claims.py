"""Who holds what, and until when."""

from datetime import timedelta
from uuid import UUID

from django.db.models import QuerySet

from apps.common.clock import now
from apps.worklist.models import Claim


def live_claim(*, task_id: UUID) -> Claim | None:
    """The claim that holds the task now, with its reader."""
    found: Claim | None = (
        Claim.objects.select_related("reader").filter(task_id=task_id, ended_at=None).first()
    )
    return found


def claims_to_warn(*, within: timedelta) -> QuerySet[Claim]:
    """Live claims that end soon and whose holder has not been told."""
    moment = now()
    found: QuerySet[Claim] = Claim.objects.filter(
        ended_at=None,
        warned_at=None,
        expires_at__gt=moment,
        expires_at__lte=moment + within,
    )
    return found


def expired_claim_ids() -> list[UUID]:
    """Live claims whose lease has run out, at most 1,000."""
    return list(
        Claim.objects.filter(ended_at=None, expires_at__lte=now()).values_list("id", flat=True)[
            :1000
        ]
    )
