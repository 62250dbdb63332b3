"""What orders tell the apps above them."""

from dataclasses import dataclass
from uuid import UUID

from apps.common.outbox import event


@event("orders.order_matched")
@dataclass(frozen=True, slots=True)
class OrderMatched:
    """The study now has this order: by accession number, by score, or by a person."""

    order_id: UUID
    study_id: UUID


@event("orders.order_unlinked")
@dataclass(frozen=True, slots=True)
class OrderUnlinked:
    """The study no longer has this order."""

    order_id: UUID
    study_id: UUID


@event("orders.order_changed")
@dataclass(frozen=True, slots=True)
class OrderChanged:
    """Something that routing may ask about changed; ``study_id`` where the order is matched."""

    order_id: UUID
    study_id: UUID | None


@event("orders.prior_status_changed")
@dataclass(frozen=True, slots=True)
class PriorStatusChanged:
    """What is known of the study's priors changed, or a request for them was made or answered."""

    study_id: UUID


@event("orders.requested_prior_arrived")
@dataclass(frozen=True, slots=True)
class RequestedPriorArrived:
    """``prior_id`` is a complete study that answers a request made for ``study_id``."""

    study_id: UUID
    prior_id: UUID
