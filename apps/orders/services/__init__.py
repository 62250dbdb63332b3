"""Changing orders and what is known of priors: what edges and other apps may call."""

from apps.orders.services.linking import link_order, undo_last_link, unlink_order
from apps.orders.services.matching import candidates, match_order, match_study
from apps.orders.services.placing import (
    OrderDetails,
    cancel_order,
    change_order,
    place_order,
    reopen_order,
)
from apps.orders.services.priors import (
    answer_prior_request,
    note_arrival,
    request_priors,
    say_prior_status,
    withdraw_prior_request,
)

__all__ = [
    "OrderDetails",
    "answer_prior_request",
    "cancel_order",
    "candidates",
    "change_order",
    "link_order",
    "match_order",
    "match_study",
    "note_arrival",
    "place_order",
    "reopen_order",
    "request_priors",
    "say_prior_status",
    "undo_last_link",
    "unlink_order",
    "withdraw_prior_request",
]
