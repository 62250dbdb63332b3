"""What changed between two versions of a rule set."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Rule = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """Rules by id. ``changed`` has ``id``, ``before``, ``after`` and the ``keys`` that differ; ``moved`` has
    ``id``, ``name`` and the places ``from`` and ``to``, counted from 0 in each version. A rule can be both.
    """

    added: tuple[Rule, ...] = ()
    removed: tuple[Rule, ...] = ()
    changed: tuple[Mapping[str, Any], ...] = ()
    moved: tuple[Mapping[str, Any], ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {
            "added": list(self.added),
            "removed": list(self.removed),
            "changed": list(self.changed),
            "moved": list(self.moved),
        }


def difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> Difference:
    """From one valid document to another. Of the rules that changed places the fewest are called moved."""
    old = {rule["id"]: rule for rule in before["rules"]}
    new = {rule["id"]: rule for rule in after["rules"]}
    kept = [key for key in new if key in old]
    return Difference(
        added=tuple(rule for key, rule in new.items() if key not in old),
        removed=tuple(rule for key, rule in old.items() if key not in new),
        changed=tuple(_change(old[key], new[key]) for key in kept if _keys(old[key], new[key])),
        moved=_moves(old, new, kept),
    )


def _change(before: Rule, after: Rule) -> dict[str, Any]:
    return {"id": after["id"], "before": before, "after": after, "keys": _keys(before, after)}


def _keys(before: Rule, after: Rule) -> list[str]:
    usual = {"enabled": True, "stop": False}
    one, other = usual | dict(before), usual | dict(after)
    return [key for key in sorted({*one, *other}) if one.get(key) != other.get(key)]


def _moves(
    old: Mapping[str, Rule], new: Mapping[str, Rule], kept: Sequence[str]
) -> tuple[dict[str, Any], ...]:
    old_place = {key: place for place, key in enumerate(old)}
    new_place = {key: place for place, key in enumerate(new)}
    in_order = _longest_rise([old_place[key] for key in kept])
    return tuple(
        {"id": key, "name": new[key]["name"], "from": old_place[key], "to": new_place[key]}
        for number, key in enumerate(kept)
        if number not in in_order
    )


def _longest_rise(places: Sequence[int]) -> set[int]:
    """The positions of one longest rising subsequence (patience sorting)."""
    tops: list[int] = []
    top_at: list[int] = []
    previous: list[int | None] = []
    for position, place in enumerate(places):
        pile = bisect_left(tops, place)
        tops[pile : pile + 1] = [place]
        top_at[pile : pile + 1] = [position]
        previous.append(top_at[pile - 1] if pile else None)
    rise: set[int] = set()
    position_or_none = top_at[-1] if top_at else None
    while position_or_none is not None:
        rise.add(position_or_none)
        position_or_none = previous[position_or_none]
    return rise
