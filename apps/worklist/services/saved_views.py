"""Lists that people keep under a name."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import Max

from apps.accounts.actors import Actor
from apps.audit.services import record
from apps.common.clock import now
from apps.common.errors import Conflict, PermissionRefused
from apps.worklist.models import WorklistView
from apps.worklist.selectors.saved_views import access_view, views_of
from apps.worklist.texts import written_text

MOST_VIEWS = 50
LONGEST_NAME = 80


class TooManyViews(Conflict):
    code = "too_many_views"
    title = "No more views fit"


class NameTaken(Conflict):
    code = "name_taken"
    title = "You have a view of this name already"


def save_view(*, actor: Actor, name: str, content: Mapping[str, Any]) -> WorklistView:
    """Keeps a new view at the end of the actor's own. Raises ``TooManyViews``, ``NameTaken``, ``Unprocessable``.

    ``content`` holds any of ``filters``, ``columns``, ``ordering``, ``shared``, checked by the caller against what
    the list understands.
    """
    owner_id = actor.require_user()
    _one_at_a_time(owner_id)
    own = views_of(owner_id)
    if own.count() >= MOST_VIEWS:
        raise TooManyViews(f"You keep {MOST_VIEWS} views; remove one before you save another.")
    last = own.aggregate(last=Max("position"))["last"]
    view = WorklistView(
        owner_id=owner_id,
        name=written_text(name, longest=LONGEST_NAME),
        position=0 if last is None else last + 1,
        **content,
    )
    return _save(actor, view, "worklist_view.saved")


def change_view(*, actor: Actor, view_id: UUID, changes: Mapping[str, Any]) -> WorklistView:
    """Changes the actor's own view; ``changes`` as ``content`` above, ``name``, or ``position`` among the own ones.

    Raises ``NotFound``, ``PermissionRefused`` for somebody else's, ``NameTaken``, ``Unprocessable``.
    """
    view = _own_view(actor, view_id)
    values = dict(changes)
    if "name" in values:
        view.name = written_text(values.pop("name"), longest=LONGEST_NAME)
    position = values.pop("position", None)
    for field in ("filters", "columns", "ordering", "shared"):
        if field in values:
            setattr(view, field, values[field])
    view.saved_at = now()
    view = _save(actor, view, "worklist_view.changed")
    if position is not None:
        _move(view, position)
    return view


def remove_view(*, actor: Actor, view_id: UUID) -> None:
    """Removes the actor's own view. Raises ``NotFound``, ``PermissionRefused``."""
    view = _own_view(actor, view_id)
    _audit(actor, view, "worklist_view.removed")
    view.delete()


def _own_view(actor: Actor, view_id: UUID) -> WorklistView:
    _one_at_a_time(actor.require_user())
    view = access_view(actor=actor, view_id=view_id)
    if view.owner_id != actor.user_id:
        raise PermissionRefused(
            "This view is shared with you; save it under a name of your own to change it."
        )
    return view


def _save(actor: Actor, view: WorklistView, action: str) -> WorklistView:
    try:
        with transaction.atomic():
            view.save()
    except IntegrityError:
        raise NameTaken(f"You have a view named ‘{view.name}’ already.") from None
    _audit(actor, view, action)
    return view


def _move(view: WorklistView, position: int) -> None:
    """Puts the view at its new place and numbers its owner's views from 0 without gaps."""
    others = list(views_of(view.owner_id).exclude(id=view.id))
    ordered = [*others[:position], view, *others[position:]]
    for place, one in enumerate(ordered):
        one.position = place
    WorklistView.objects.bulk_update(ordered, ["position"])


def _one_at_a_time(owner_id: UUID) -> None:
    """One person's views change one at a time, so that the limit and the order hold."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"worklist-views:{owner_id}"]
        )


def _audit(actor: Actor, view: WorklistView, action: str) -> None:
    record(
        actor=actor,
        action=action,
        object_type="worklist_view",
        object_id=view.id,
        detail={"shared": view.shared},
    )
