"""Reading rule sets: versions, the draft, and what is wrong with either."""

from copy import deepcopy
from typing import Any

from django.db.models import F, Func, IntegerField, QuerySet

from apps.common.errors import NotFound
from apps.worklist.engine.rules import DEFAULT_RULES, Mistake, validate
from apps.worklist.models import RuleSetDraft, RuleSetVersion
from apps.worklist.selectors.rule_references import known
from apps.worklist.selectors.rules import version_in_force

Document = dict[str, Any]


def versions() -> QuerySet[RuleSetVersion]:
    """Published versions, the newest first, annotated with ``rule_count``; their rules are loaded when asked for."""
    found: QuerySet[RuleSetVersion] = (
        RuleSetVersion.objects.select_related("published_by")
        .annotate(
            rule_count=Func(
                F("rules__rules"), function="jsonb_array_length", output_field=IntegerField()
            )
        )
        .defer("rules")
        .order_by("-number")
    )
    return found


def access_version(number: int) -> RuleSetVersion:
    """One version with its rules; raises ``NotFound``."""
    found: RuleSetVersion | None = (
        RuleSetVersion.objects.select_related("published_by").filter(number=number).first()
    )
    if found is None:
        raise NotFound("There is no such version of the rules.")
    return found


def draft() -> RuleSetDraft:
    """The draft; where nobody saved one, an unsaved one of revision 0 with the rules in force, or the shipped ones."""
    found: RuleSetDraft | None = RuleSetDraft.objects.select_related("saved_by").first()
    if found:
        return found
    version = version_in_force()
    return RuleSetDraft(
        rules=version.rules if version else shipped_rules(),
        revision=0,
        based_on=version.number if version else None,
    )


def shipped_rules() -> Document:
    """What a new practice starts with."""
    return deepcopy(dict(DEFAULT_RULES))


def mistakes_in(document: Any) -> list[Mistake]:
    """Everything that keeps the rules from being published in this practice."""
    return validate(document, known())
