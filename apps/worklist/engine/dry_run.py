"""What two rule sets make of the same tasks, and how it adds up. Pure.

*Due times* are judged by when a report was really signed: a **hit** was signed by the due time, a **miss** later or not
at all by now, and the rest is **undecided** yet. Nobody reads faster here because the rules ask for it: the figure
says what the promise would have been, not what readers would have done about it.

*Unassignable* is a task for which, at the instant it arrived, nobody on duty was eligible.

*Load* spreads the minutes of a task evenly over those who were on duty and eligible when it arrived.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from apps.worklist.engine.facts import SkillNeed
from apps.worklist.engine.outcome import PageAction

MOST_EXAMPLES = 200
MOST_UNCHANGED_EXAMPLES = 100
UNCHANGED_PER_RULE = 10
SKILL_WORDS: Mapping[str, str] = {"msk": "musculoskeletal", "nuclear": "nuclear medicine"}
LEVEL_WORDS: Mapping[int, str] = {1: "trained", 2: "regular practice", 3: "fellowship"}


@dataclass(frozen=True, slots=True)
class Decided:
    """All that rules decide about a task. ``due_at`` is None while its clock stands."""

    priority: str
    pathway: str
    pool: str = ""
    reader: UUID | None = None
    needs: tuple[SkillNeed, ...] = ()
    preferred: tuple[SkillNeed, ...] = ()
    workflow: str = "final"
    read_type: str = "final"
    split: tuple[str, ...] = ()
    link_within: int | None = None
    pages: tuple[PageAction, ...] = ()
    widens: tuple[int | None, ...] = ()
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Tried:
    """One task under both rule sets; ``readers`` are those on duty and eligible when it arrived."""

    task_id: UUID
    description: str
    site: str
    received_at: datetime
    completed_at: datetime | None
    minutes: float
    before: Decided
    after: Decided
    readers_before: frozenset[UUID]
    readers_after: frozenset[UUID]
    matched: tuple[str, ...] = ()

    @property
    def changed(self) -> bool:
        return self.before != self.after


@dataclass(slots=True)
class Side:
    """Sums under one rule set; hits, misses and undecided add up to the tasks."""

    tasks: int = 0
    hits: int = 0
    misses: int = 0
    undecided: int = 0
    unassignable: int = 0
    minutes: float = 0.0

    def add(self, tried: Tried, decided: Decided, readers: frozenset[UUID], at: datetime) -> None:
        self.tasks += 1
        self.minutes += tried.minutes
        self.unassignable += not readers
        verdict = judged(decided.due_at, tried.completed_at, at)
        setattr(self, verdict, getattr(self, verdict) + 1)

    def as_json(self) -> dict[str, Any]:
        return {
            "tasks": self.tasks,
            "hits": self.hits,
            "misses": self.misses,
            "undecided": self.undecided,
            "unassignable": self.unassignable,
            "minutes": round(self.minutes, 1),
        }


def judged(due_at: datetime | None, completed_at: datetime | None, at: datetime) -> str:
    """``hits``, ``misses`` or ``undecided``, as it stands at ``at``."""
    if due_at is None:
        return "undecided"
    if completed_at is not None:
        return "hits" if completed_at <= due_at else "misses"
    return "misses" if due_at < at else "undecided"


@dataclass(slots=True)
class _Pair:
    before: Side = field(default_factory=Side)
    after: Side = field(default_factory=Side)

    def as_json(self) -> dict[str, Any]:
        return {"before": self.before.as_json(), "after": self.after.as_json()}


class Totals:
    """Adds tasks up one by one; due times are judged as of ``at``."""

    def __init__(self, at: datetime) -> None:
        self._at = at
        self._total = _Pair()
        self._by: dict[str, defaultdict[str, _Pair]] = {
            name: defaultdict(_Pair) for name in ("priority", "pathway", "pool")
        }
        self._load: defaultdict[UUID, list[float]] = defaultdict(lambda: [0.0, 0.0])
        self._matched: Counter[str] = Counter()
        self._changed = 0
        self._examples: list[Tried] = []
        self._unchanged: list[Tried] = []
        self._shown: Counter[str] = Counter()

    def add(self, tried: Tried) -> None:
        for pair in (self._total, *self._pairs(tried.before)):
            pair.before.add(tried, tried.before, tried.readers_before, self._at)
        for pair in (self._total, *self._pairs(tried.after)):
            pair.after.add(tried, tried.after, tried.readers_after, self._at)
        for place, readers in enumerate((tried.readers_before, tried.readers_after)):
            for reader in readers:
                self._load[reader][place] += tried.minutes / len(readers)
        self._matched.update(tried.matched)
        self._keep_example(tried)

    def as_json(self, names: Mapping[UUID, str]) -> dict[str, Any]:
        """The result; ``names`` are those of readers, and of pools nobody's: their codes stand."""
        examples = sorted(
            [*self._examples, *self._unchanged], key=lambda one: (one.received_at, one.task_id)
        )
        return {
            "tasks": self._total.after.tasks,
            "changed": self._changed,
            "total": self._total.as_json(),
            **{
                f"by_{dimension}": [
                    {"name": name, **pair.as_json()} for name, pair in sorted(pairs.items())
                ]
                for dimension, pairs in self._by.items()
            },
            "by_reader": self._loads(names),
            "matched": dict(sorted(self._matched.items())),
            "examples": [_example(one, names) for one in examples],
        }

    def _pairs(self, decided: Decided) -> list[_Pair]:
        return [pairs[getattr(decided, dimension)] for dimension, pairs in self._by.items()]

    def _keep_example(self, tried: Tried) -> None:
        """The first tasks that changed, and for each rule a few that it fits without changing them."""
        if tried.changed:
            self._changed += 1
            if len(self._examples) < MOST_EXAMPLES:
                self._examples.append(tried)
        elif len(self._unchanged) < MOST_UNCHANGED_EXAMPLES and any(
            self._shown[rule] < UNCHANGED_PER_RULE for rule in tried.matched
        ):
            self._shown.update(tried.matched)
            self._unchanged.append(tried)

    def _loads(self, names: Mapping[UUID, str]) -> list[dict[str, Any]]:
        rows = [
            {
                "reader": {"id": str(reader), "name": names.get(reader, "")},
                "before_minutes": round(before, 1),
                "after_minutes": round(after, 1),
            }
            for reader, (before, after) in self._load.items()
        ]
        return sorted(rows, key=lambda row: (row["reader"]["name"], row["reader"]["id"]))


def said(decided: Decided, received_at: datetime, names: Mapping[UUID, str]) -> str:
    """``STAT, stroke, pool night, needs neuro (regular practice), due in 15 min``."""
    parts = [decided.priority, decided.pathway]
    if decided.pool:
        parts.append(f"pool {decided.pool}")
    if decided.reader:
        parts.append(names.get(decided.reader) or "a named reader")
    parts += [f"needs {_skill(need)}" for need in decided.needs]
    parts += [f"prefers {_skill(need)}" for need in decided.preferred]
    if decided.workflow != "final":
        parts.append(decided.workflow.replace("_", " "))
    if decided.split:
        parts.append("split into " + " and ".join(decided.split))
    if decided.link_within:
        parts.append(f"read together with what comes within {decided.link_within} min")
    if decided.pages:
        parts.append(f"{len(decided.pages)} page{'s' if len(decided.pages) > 1 else ''} or notices")
    if decided.due_at:
        minutes = round((decided.due_at - received_at).total_seconds() / 60)
        parts.append(f"due in {minutes} min")
    return ", ".join(parts)


def _skill(need: SkillNeed) -> str:
    return f"{SKILL_WORDS.get(need.skill, need.skill)} ({LEVEL_WORDS[need.level]})"


def _example(tried: Tried, names: Mapping[UUID, str]) -> dict[str, Any]:
    return {
        "id": str(tried.task_id),
        "description": tried.description,
        "site": tried.site,
        "received_at": tried.received_at.isoformat(),
        "changed": tried.changed,
        "matched": list(tried.matched),
        "before": said(tried.before, tried.received_at, names),
        "after": said(tried.after, tried.received_at, names),
    }
