"""Reading orders and what is known of priors.

What the apps above ask for a page of studies takes one query, however many studies there are.
"""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

import orjson
from django.db.models import OuterRef, QuerySet, Subquery

from apps.accounts.actors import Actor
from apps.accounts.capabilities import Capability
from apps.archive.models import Instance, Study
from apps.archive.selectors import is_open
from apps.common.clock import now
from apps.common.errors import NotFound
from apps.orders.header_facts import RequestFacts, request_facts
from apps.orders.models import Order, PriorRequest, PriorStatus, RequestedPrior
from apps.orders.states import PriorState, RequestState

# How long what arrives still counts as an answer, after the site said ‘sent’ and after the first prior came.
SENT_COUNTS_FOR = timedelta(days=7)
ARRIVAL_COUNTS_FOR = timedelta(hours=24)
# A study this much older than its arrival was not made for a reading now.
OLD_ON_ARRIVAL = timedelta(hours=24)


def order_of_study(study_id: UUID) -> Order | None:
    """The order that the study answers."""
    return orders_of_studies([study_id]).get(study_id)


def orders_of_studies(study_ids: Collection[UUID]) -> dict[UUID, Order]:
    """Orders by the study that answers them; one query."""
    found: QuerySet[Order] = Order.objects.filter(study_id__in=set(study_ids))
    return {order.study_id: order for order in found if order.study_id is not None}


def study_request_facts(study: Study) -> RequestFacts:
    """What the stored headers of a study say of its request, for a study without an order; one query."""
    return _facts_in_headers([study])[study.id]


def request_facts_of_studies(studies: Collection[Study]) -> dict[UUID, RequestFacts]:
    """Why each study is to be read, by study id: its order's words, else its headers'; two queries."""
    orders = orders_of_studies([study.id for study in studies])
    found = {study_id: facts_of_order(order) for study_id, order in orders.items()}
    return found | _facts_in_headers([study for study in studies if study.id not in orders])


def _facts_in_headers(studies: Collection[Study]) -> dict[UUID, RequestFacts]:
    """One instance speaks for its study: the first, so that the answer stays."""
    first = Instance.objects.filter(study_id=OuterRef("id")).order_by("stored_at", "id")
    of_instance = dict(
        Study.objects.filter(id__in={study.id for study in studies}).values_list(
            "id", Subquery(first.values("headers")[:1])
        )
    )
    return {
        study.id: request_facts(
            *(_headers(text) for text in (of_instance.get(study.id), study.headers) if text)
        )
        for study in studies
    }


def facts_of_order(order: Order) -> RequestFacts:
    """An order in the same words as headers."""
    return RequestFacts(
        indication=order.indication,
        procedure=order.procedure,
        patient_class=order.patient_class,
        location=order.location,
        laterality=order.laterality,
    )


def _headers(text: str) -> dict[str, object]:
    try:
        parsed = orjson.loads(text)
    except orjson.JSONDecodeError:
        return {}
    return parsed if isinstance(parsed, dict) else {}


def prior_statuses(study_ids: Collection[UUID]) -> dict[UUID, str]:
    """What is known of each study's priors, ``unknown`` where nobody said anything; one query."""
    known = dict(
        PriorStatus.objects.filter(study_id__in=set(study_ids)).values_list("study_id", "state")
    )
    return {study_id: known.get(study_id, PriorState.UNKNOWN.value) for study_id in study_ids}


def is_requested_prior(study: Study) -> bool:
    """Whether the study came because somebody asked for it, and so is no new work.

    Doubt means work: a study with an order, one that is not routine, one without a date, one of the last day and one
    that is not older than the study it was asked for are all listed. The answer stays once it was given.
    """
    if Order.objects.filter(study_id=study.id).exists():
        return False
    if RequestedPrior.objects.filter(study_id=study.id).exists():
        return True
    return bool(requests_answered_by(study))


def requests_answered_by(study: Study) -> list[PriorRequest]:
    """As ``requests_met_by``, where nothing about the study speaks for new work."""
    if study.priority != "ROUTINE" or study.study_at is None:
        return []
    if study.study_at > study.first_image_at - OLD_ON_ARRIVAL:
        return []
    return requests_met_by(study)


def requests_met_by(study: Study) -> list[PriorRequest]:
    """The waiting requests for this patient at this site that an older ``study`` meets, oldest first."""
    if study.study_at is None:
        return []
    waiting: QuerySet[PriorRequest] = (
        PriorRequest.objects.filter(
            patient_id=study.patient_id,
            site_id=study.site_id,
            state__in=[RequestState.OPEN, RequestState.SENT, RequestState.ARRIVED],
            study__study_at__gt=study.study_at,
        )
        .exclude(study_id=study.id)
        .order_by("requested_at")
    )
    return [request for request in waiting if _still_counts(request) and _fits(request, study)]


def _still_counts(request: PriorRequest) -> bool:
    if request.state == RequestState.OPEN:
        return True
    if request.state == RequestState.SENT:
        return request.answered_at is not None and request.answered_at > now() - SENT_COUNTS_FOR
    return request.arrived_at is not None and request.arrived_at > now() - ARRIVAL_COUNTS_FOR


def _fits(request: PriorRequest, study: Study) -> bool:
    """A request that names modalities is answered by these; a study that names none yet may be any."""
    return (
        not request.modalities
        or not study.modalities
        or bool(set(request.modalities) & set(study.modalities))
    )


def access_study(*, actor: Actor, study_id: UUID) -> Study:
    """One study of the actor's sites and care, by its id; raises ``NotFound``."""
    study: Study | None = Study.objects.select_related("site").filter(id=study_id).first()
    if study is None or not actor.may_enter_site(study.site_id):
        raise NotFound("There is no such study.")
    if not is_open(actor, study.study_instance_uid):
        raise NotFound("There is no such study.")
    return study


def prior_status(study_id: UUID) -> PriorStatus | None:
    """The row of one study, None where nobody said anything."""
    found: PriorStatus | None = (
        PriorStatus.objects.select_related("said_by").filter(study_id=study_id).first()
    )
    return found


def visible_orders(actor: Actor) -> QuerySet[Order]:
    """The orders of the actor's sites, newest first. Raises ``PermissionRefused``."""
    actor.require(Capability.ORDERS_VIEW)
    found: QuerySet[Order] = Order.objects.select_related("site", "stat_attested_by").order_by(
        "-requested_at", "-id"
    )
    return found if actor.site_ids is None else found.filter(site_id__in=actor.site_ids)


def access_order(*, actor: Actor, order_id: UUID) -> Order:
    """One order of the actor's sites; raises ``NotFound``, ``PermissionRefused``."""
    order = visible_orders(actor).filter(id=order_id).first()
    if order is None:
        raise NotFound("There is no such order.")
    return order


def visible_prior_requests(actor: Actor) -> QuerySet[PriorRequest]:
    """The requests for priors at the actor's sites, the most urgent first."""
    found: QuerySet[PriorRequest] = PriorRequest.objects.select_related(
        "site", "study", "patient", "requested_by", "answered_by"
    ).order_by("due_at", "id")
    return found if actor.site_ids is None else found.filter(site_id__in=actor.site_ids)


def access_prior_request(*, actor: Actor, request_id: UUID) -> PriorRequest:
    """One request for priors at the actor's sites; raises ``NotFound``."""
    request = visible_prior_requests(actor).filter(id=request_id).first()
    if request is None:
        raise NotFound("There is no such request for priors.")
    return request
