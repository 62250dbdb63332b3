"""Drafting, publishing and rolling back the rules by which tasks are routed."""

import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import connection

from apps.accounts.actors import Actor
from apps.audit.services import record
from apps.common.clock import now
from apps.common.errors import Conflict, Unprocessable
from apps.common.isolation import required_tenant_id
from apps.common.outbox import publish
from apps.worklist.engine.rules import Mistake, difference
from apps.worklist.events import RuleSetPublished
from apps.worklist.models import ReroutingKind, RuleSetDraft, RuleSetVersion
from apps.worklist.selectors.rule_sets import (
    Document,
    access_version,
    draft,
    mistakes_in,
    shipped_rules,
)
from apps.worklist.selectors.rules import version_in_force
from apps.worklist.services.reroutings import start_rerouting
from apps.worklist.texts import written_text

LONGEST_NOTE = 500
LARGEST_DOCUMENT = 1_000_000


class DraftConflict(Conflict):
    """Somebody else saved the draft in the meantime; ``draft`` is theirs."""

    code = "draft_conflict"
    title = "Somebody else changed the rules"


class Unchanged(Conflict):
    code = "unchanged"
    title = "These rules are in force already"


class InvalidRules(Unprocessable):
    """``problems`` lists each mistake with path, code and message."""

    code = "invalid_rules"
    title = "The rules cannot be published yet"


def save_draft(*, actor: Actor, rules: Sequence[Any], revision: int) -> RuleSetDraft:
    """Keeps the draft, sound or not. ``revision`` is the one that it was made from, 0 for the first.

    Raises ``DraftConflict``, ``Unprocessable`` where it cannot be kept at all.
    """
    actor.require("rules.manage")
    document = storable_rules(rules)
    _one_at_a_time()
    kept = draft()
    if kept.revision != revision:
        raise DraftConflict(
            "Look at what changed, then make your change again.", draft=plain_draft(kept)
        )
    kept.rules, kept.revision = document, kept.revision + 1
    kept.saved_at, kept.saved_by_id = now(), actor.user_id
    kept.save()
    _audit(actor, "rule_set.draft_saved", kept.id, revision=kept.revision)
    return kept


def publish_draft(*, actor: Actor, note: str = "", revision: int | None = None) -> RuleSetVersion:
    """Puts the draft in force under the next number.

    With ``revision``, only if the draft is still that one. Raises ``DraftConflict``, ``Unchanged``, ``InvalidRules``.
    """
    actor.require("rules.manage")
    _one_at_a_time()
    kept = draft()
    if revision is not None and kept.revision != revision:
        raise DraftConflict("Look at what changed, then publish again.", draft=plain_draft(kept))
    version = _publish(actor=actor, document=kept.rules, note=note)
    if kept.revision:
        kept.based_on = version.number
        kept.save(update_fields=["based_on"])
    return version


def publish_shipped_rules(*, actor: Actor) -> RuleSetVersion | None:
    """Puts the shipped rules in force where the practice never published any."""
    _one_at_a_time()
    if version_in_force():
        return None
    return _publish(actor=actor, document=shipped_rules(), note="Shipped with the product")


def roll_back(*, actor: Actor, number: int, note: str = "") -> RuleSetVersion:
    """Puts an earlier version in force again, under a number of its own; the draft stays as it is.

    Raises ``NotFound``, ``Unchanged``, and ``InvalidRules`` where it names what has gone since.
    """
    actor.require("rules.manage")
    _one_at_a_time()
    earlier = access_version(number)
    return _publish(actor=actor, document=earlier.rules, note=note, rolled_back_to=number)


def plain_draft(kept: RuleSetDraft) -> dict[str, Any]:
    """The draft as a refusal carries it."""
    return {
        "rules": kept.rules["rules"],
        "revision": kept.revision,
        "based_on": kept.based_on,
        "saved_at": kept.saved_at.isoformat() if kept.revision else None,
        "saved_by": {"id": str(kept.saved_by_id), "name": kept.saved_by.name}
        if kept.saved_by
        else None,
    }


def plain_mistakes(mistakes: Sequence[Mistake]) -> list[dict[str, str]]:
    """Mistakes as JSON; ``path`` is a JSON Pointer (RFC 6901) into ``{"rules": [...]}``."""
    return [{"path": one.path, "code": one.code, "message": one.message} for one in mistakes]


def _publish(
    *, actor: Actor, document: Document, note: str, rolled_back_to: int | None = None
) -> RuleSetVersion:
    mistakes = mistakes_in(document)
    if mistakes:
        raise InvalidRules(
            f"Mend {len(mistakes)} place{'s' if len(mistakes) > 1 else ''} first; "
            f"the first: {mistakes[0].message}",
            problems=plain_mistakes(mistakes),
        )
    before = version_in_force()
    if before and not any(difference(before.rules, document).as_json().values()):
        raise Unchanged(f"Version {before.number}, which is in force, says the same.")
    version: RuleSetVersion = RuleSetVersion.objects.create(
        number=before.number + 1 if before else 1,
        rules=document,
        note=written_text(note, longest=LONGEST_NOTE) if note.strip() else "",
        published_by_id=actor.user_id,
        rolled_back_to=rolled_back_to,
    )
    action = "rule_set.rolled_back" if rolled_back_to else "rule_set.published"
    _audit(actor, action, version.id, number=version.number, rolled_back_to=rolled_back_to)
    publish(RuleSetPublished(number=version.number))
    start_rerouting(actor=actor, kind=ReroutingKind.RULES, cause="rules published", version=version)
    return version


def storable_rules(rules: Sequence[Any]) -> Document:
    """A document that the database can keep; raises ``Unprocessable``."""
    document = {"rules": list(rules)}
    try:
        text = json.dumps(document, ensure_ascii=False, allow_nan=False)
    except ValueError:
        raise Unprocessable("A number is too large to keep.", code="number_too_large") from None
    if len(text) > LARGEST_DOCUMENT:
        raise Unprocessable("These are too many rules to keep.", code="too_large")
    if "\\u0000" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise Unprocessable(
            "A text holds a character that cannot be kept (NUL or half a pair).",
            code="control_character",
        )
    return document


def _one_at_a_time() -> None:
    """Whoever changes the practice's rules waits for whoever changes them now: numbers have no gaps."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))",
            [f"rule-sets:{required_tenant_id()}"],
        )


def _audit(actor: Actor, action: str, object_id: UUID, **detail: Any) -> None:
    record(actor=actor, action=action, object_type="rule_set", object_id=object_id, detail=detail)
