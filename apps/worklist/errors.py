"""Refusals of the worklist."""

from apps.common.errors import Conflict, PermissionRefused


class AlreadyClaimed(Conflict):
    """Somebody else holds the task; ``holder`` says who."""

    code = "already_claimed"
    title = "Somebody else is reading this"


class NotClaimable(Conflict):
    code = "not_claimable"
    title = "This cannot be claimed"


class OnHold(Conflict):
    """Somebody put the task on hold; ``reason`` says why."""

    code = "on_hold"
    title = "This study is on hold"


class AssignedToAnother(Conflict):
    """The task is offered to another reader; ``reader`` says to whom."""

    code = "assigned_to_another"
    title = "This study is assigned to another reader"


class NotEligible(PermissionRefused):
    """The reader may not read this task; ``exclusions`` lists every reason."""

    code = "not_eligible"
    title = "You may not read this study"


class NothingToRead(Conflict):
    code = "nothing_to_read"
    title = "Nothing is waiting for you"


class ClaimLost(Conflict):
    """The caller does not hold the task, or no longer does."""

    code = "claim_lost"
    title = "You no longer hold this study"


class NotLinkable(Conflict):
    """The tasks cannot be read together, or not be separated any longer."""

    code = "not_linkable"
    title = "These cannot be linked or separated"


class NotLinked(Conflict):
    code = "not_linked"
    title = "This study is read by itself"


class NotOnHold(Conflict):
    code = "not_on_hold"
    title = "This study is not on hold"


class PolicyOverlaps(Conflict):
    """Another row says something else of the same at the same time; ``policy`` is its id."""

    code = "policy_overlaps"
    title = "Another policy holds for the same at that time"
