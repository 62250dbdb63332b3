"""Routing rules as data: what a rule may ask, what it may do, whether a rule set is sound, and what it decides.

mistakes = validate(document, known)      every mistake, never an exception
rules = compiled(document)                once per published version
outcome = evaluate(rules, facts)          actions and the whole trace, the same for the same input
"""

from apps.worklist.engine.rules.catalogue import catalogue
from apps.worklist.engine.rules.compilation import CompiledRules, InvalidRuleSet, compiled
from apps.worklist.engine.rules.defaults import DEFAULT_RULES
from apps.worklist.engine.rules.diff import Difference, difference
from apps.worklist.engine.rules.evaluation import evaluate
from apps.worklist.engine.rules.mistakes import Mistake
from apps.worklist.engine.rules.references import Known
from apps.worklist.engine.rules.validation import validate

__all__ = [
    "DEFAULT_RULES",
    "CompiledRules",
    "Difference",
    "InvalidRuleSet",
    "Known",
    "Mistake",
    "catalogue",
    "compiled",
    "difference",
    "evaluate",
    "validate",
]
