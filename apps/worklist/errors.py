"""Refusals of the worklist."""

from apps.common.errors import Conflict


class AlreadyClaimed(Conflict):
    """Somebody else holds the task; ``holder`` says who."""

    code = "already_claimed"
    title = "Somebody else is reading this"


class NotClaimable(Conflict):
    code = "not_claimable"
    title = "This cannot be claimed"


class ClaimLost(Conflict):
    """The caller does not hold the task, or no longer does."""

    code = "claim_lost"
    title = "You no longer hold this study"
