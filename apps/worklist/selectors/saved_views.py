"""Reading saved views."""

from uuid import UUID

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from apps.accounts.actors import Actor
from apps.common.errors import NotFound
from apps.worklist.models import WorklistView


def visible_views(*, actor: Actor) -> QuerySet[WorklistView]:
    """The actor's own views in their order, then those that others share, by name."""
    own = Q(owner_id=actor.user_id)
    found: QuerySet[WorklistView] = (
        WorklistView.objects.filter(own | Q(shared=True))
        .select_related("owner")
        .annotate(
            of_others=Case(When(own, then=Value(0)), default=Value(1), output_field=IntegerField()),
            place=Case(When(own, then="position"), default=Value(0), output_field=IntegerField()),
        )
        .order_by("of_others", "place", "name", "id")
    )
    return found


def views_of(owner_id: UUID) -> QuerySet[WorklistView]:
    """One person's own views, in their order."""
    found: QuerySet[WorklistView] = WorklistView.objects.filter(owner_id=owner_id).order_by(
        "position", "name", "id"
    )
    return found


def access_view(*, actor: Actor, view_id: UUID) -> WorklistView:
    """An own or a shared view; raises ``NotFound`` for any other."""
    view = visible_views(actor=actor).filter(id=view_id).first()
    if view is None:
        raise NotFound("There is no such view.")
    return view
