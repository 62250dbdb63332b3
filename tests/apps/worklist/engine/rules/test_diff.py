"""What a manager is shown before publishing."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from apps.worklist.engine.rules import difference
from apps.worklist.engine.rules.diff import Difference
from tests.apps.worklist.engine.rules.documents import (
    ALWAYS,
    TO_STROKE,
    TO_URGENT,
    document,
    documents,
    rule,
)


def rules(ids: str) -> dict[str, Any]:
    return document(*(rule(one, ALWAYS, TO_URGENT) for one in ids))


def test_added_removed_changed_and_moved() -> None:
    before = rules("abcd")
    after = rules("xdabc")
    after["rules"][2] = rule("a", ALWAYS, TO_STROKE, enabled=False)
    del after["rules"][3]
    found = difference(before, after)
    assert [one["id"] for one in found.added] == ["x"]
    assert [one["id"] for one in found.removed] == ["b"]
    assert [(one["id"], one["keys"]) for one in found.changed] == [("a", ["enabled", "then"])]
    assert found.moved == ({"id": "d", "name": "Rule d", "from": 3, "to": 1},)


def test_what_is_left_out_is_what_it_stands_for() -> None:
    spelled_out = document(rule("a", ALWAYS, TO_URGENT, enabled=True, stop=False))
    assert difference(rules("a"), spelled_out) == Difference()


@given(documents)
def test_nothing_differs_from_itself(whole: dict[str, Any]) -> None:
    assert difference(whole, whole) == Difference()


@given(st.permutations("abcdef"), st.permutations("abcdefgh"))
def test_those_not_moved_are_in_the_same_order(before: list[str], after: list[str]) -> None:
    found = difference(rules("".join(before)), rules("".join(after)))
    moved = {one["id"] for one in found.moved}
    left = [one for one in before if one not in moved]
    assert left == [one for one in after if one in before and one not in moved]
    assert {one["id"] for one in found.added} == set("gh")
