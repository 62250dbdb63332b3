"""Price lists and study types."""

from uuid import UUID

from django.db.models import Count, Q, QuerySet

from apps.accounts.capabilities import Role
from apps.accounts.models import Membership, User
from apps.billing.models import RateCard, RateLine, StudyType
from apps.common.errors import NotFound


def rate_cards() -> QuerySet[RateCard]:
    """The latest day first, drafts before all; ``line_count`` each."""
    found: QuerySet[RateCard] = RateCard.objects.annotate(line_count=Count("lines")).order_by(
        "state", "-effective_from", "side", "id"
    )
    return found


def access_card(card_id: UUID, *, lock: bool = False) -> RateCard:
    """One of the current tenant's; raises ``NotFound``."""
    found = RateCard.objects.filter(id=card_id)
    card: RateCard | None = (found.select_for_update() if lock else found).first()
    if card is None:
        raise NotFound("There is no such price list.")
    return card


def lines_of_card(card: RateCard) -> QuerySet[RateLine]:
    found: QuerySet[RateLine] = RateLine.objects.filter(card=card).select_related(
        "study_type", "site", "reader"
    )
    return found.order_by(
        "study_type__code", "site__name", "modality", "kind", "priority", "time_band", "id"
    )


def study_types() -> QuerySet[StudyType]:
    found: QuerySet[StudyType] = StudyType.objects.order_by("code")
    return found


def payable_readers() -> QuerySet[User]:
    """Who reads here now, and whomever a price list names, by name."""
    members = Membership.objects.filter(active=True, roles__contains=[Role.READER.value])
    named = RateLine.objects.exclude(reader=None)
    found: QuerySet[User] = User.objects.filter(
        Q(id__in=members.values("user")) | Q(id__in=named.values("reader"))
    ).order_by("name", "id")
    return found


def access_study_type(study_type_id: UUID) -> StudyType:
    """Raises ``NotFound``."""
    found: StudyType | None = StudyType.objects.filter(id=study_type_id).first()
    if found is None:
        raise NotFound("There is no such study type.")
    return found
