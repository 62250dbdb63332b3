"""Who reads in this practice."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import QuerySet

from apps.accounts.capabilities import Role
from apps.accounts.models import Membership
from apps.common.errors import NotFound


def reader_memberships(reader_ids: Collection[UUID] | None = None) -> QuerySet[Membership]:
    """The memberships of the practice's present readers with their users, by name."""
    found: QuerySet[Membership] = (
        Membership.objects.filter(roles__contains=[Role.READER.value], active=True)
        .select_related("user")
        .order_by("user__name", "user_id")
    )
    return found if reader_ids is None else found.filter(user_id__in=reader_ids)


def access_reader(reader_id: UUID) -> Membership:
    """The reader's membership; raises ``NotFound`` for anybody who does not read for this practice."""
    found = reader_memberships().filter(user_id=reader_id).first()
    if found is None:
        raise NotFound("There is no such reader in this practice.")
    return found


def reader_names(reader_ids: Collection[UUID]) -> dict[UUID, str]:
    """Names of members of the practice, past ones too."""
    rows = Membership.objects.filter(user_id__in=set(reader_ids)).values_list(
        "user_id", "user__name"
    )
    return dict(rows)
