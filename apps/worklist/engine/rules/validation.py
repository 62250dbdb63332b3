"""Whether a document is a rule set that can be published. Any JSON gets an answer, never an exception."""

from collections.abc import Mapping
from typing import Any

from apps.worklist.engine.rules.action_validation import check_action
from apps.worklist.engine.rules.actions import ACTION_KINDS
from apps.worklist.engine.rules.condition_validation import MOST_DEPTH, check_condition
from apps.worklist.engine.rules.mistakes import Findings, Mistake
from apps.worklist.engine.rules.references import NOTHING_CHECKED, Known
from apps.worklist.engine.rules.values import MOST_CODES, MOST_TEXT, has_only_keys, is_short_text

MOST_RULES = 500
MOST_ACTIONS = 20
MOST_NAME = 120
MOST_ID = 64

LIMITS: Mapping[str, int] = {
    "rules": MOST_RULES,
    "actions": MOST_ACTIONS,
    "depth": MOST_DEPTH,
    "codes": MOST_CODES,
    "text": MOST_TEXT,
}


def validate(document: Any, known: Known = NOTHING_CHECKED) -> list[Mistake]:
    """Every mistake in ``document``, in its order; an empty list means that it compiles."""
    findings = Findings()
    if not isinstance(document, dict):
        findings.add("not_an_object", "A rule set is an object with the key “rules”.")
        return findings.found
    has_only_keys(findings, document, required=("rules",), optional=("version",))
    if document.get("version", 1) != 1 or isinstance(document.get("version"), bool):
        findings.below("version").add("unknown_version", "Only version 1 of the language is known.")
    if "rules" in document:
        _check_rules(findings.below("rules"), document["rules"], known)
    return findings.found


def _check_rules(findings: Findings, rules: Any, known: Known) -> None:
    if not isinstance(rules, list):
        findings.add("not_a_list", "The rules are a list, in the order in which they run.")
        return
    if len(rules) > MOST_RULES:
        findings.add("too_many", f"A rule set has at most {MOST_RULES} rules.")
        return
    seen: set[str] = set()
    for number, rule in enumerate(rules):
        here = findings.below(number)
        _check_rule(here, rule, known)
        if isinstance(rule, dict) and isinstance(rule.get("id"), str):
            if rule["id"] in seen:
                here.below("id").add("duplicate_id", "Another rule has this id already.")
            seen.add(rule["id"])


def _check_rule(findings: Findings, rule: Any, known: Known) -> None:
    if not isinstance(rule, dict):
        findings.add("not_an_object", "A rule is an object with a name, a condition and actions.")
        return
    has_only_keys(
        findings, rule, required=("id", "name", "when", "then"), optional=("enabled", "stop")
    )
    for key, most in (("id", MOST_ID), ("name", MOST_NAME)):
        if key in rule and not is_short_text(rule[key], most):
            findings.below(key).add("wrong_type", f"Give it a text of 1 to {most} characters.")
    for key in ("enabled", "stop"):
        if key in rule and not isinstance(rule[key], bool):
            findings.below(key).add("wrong_type", "This is either true or false.")
    if "when" in rule:
        check_condition(findings.below("when"), rule["when"], known)
    if "then" in rule:
        _check_actions(findings.below("then"), rule["then"], known, ends=rule.get("stop") is True)


def _check_actions(findings: Findings, actions: Any, known: Known, *, ends: bool) -> None:
    if not isinstance(actions, list):
        findings.add("not_a_list", "The actions are a list.")
        return
    if len(actions) > MOST_ACTIONS:
        findings.add("too_many", f"A rule has at most {MOST_ACTIONS} actions.")
        return
    if not actions and not ends:
        findings.add("does_nothing", "Add an action, or let the rule stop the evaluation.")
    seen: set[str] = set()
    for number, action in enumerate(actions):
        here = findings.below(number)
        kind = check_action(here, action, known)
        if kind in seen:
            here.add("duplicate_action", "A rule can do this only once; remove one of the two.")
        if kind and not ACTION_KINDS[kind].adds_up:
            seen.add(kind)
