"""Why a task stands where it stands, and who may read it and why not."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from apps.accounts.actors import Actor
from apps.common.clock import now
from apps.staffing.selectors import reader_facts, reader_names
from apps.worklist.engine.candidates import on_reading_shift
from apps.worklist.engine.eligibility import Standing
from apps.worklist.engine.facts import ReaderFacts
from apps.worklist.engine.loads import NO_POLICY
from apps.worklist.engine.scoring import score
from apps.worklist.models import Decision, ReadingTask
from apps.worklist.selectors.eligibility import is_bound_to_eligibility
from apps.worklist.selectors.facts import task_facts
from apps.worklist.selectors.loads import team_loads
from apps.worklist.selectors.pools import pool_policies

MOST_DECISIONS = 50


@dataclass(frozen=True, slots=True)
class Explanation:
    """``decision`` is the latest routing, ``assignments`` every push with the candidates of that moment.

    ``candidates`` are as they stand now, the best first; a reader is shown only their own row, and ``eligible`` and
    ``on_duty`` count all.
    """

    decision: dict[str, Any] | None
    assignments: list[dict[str, Any]]
    candidates: list[dict[str, Any]]
    readers: int
    eligible: int
    on_duty: int


def explanation(*, actor: Actor, task: ReadingTask) -> Explanation:
    """Everything the task was decided on. The caller has checked that the actor may see the task."""
    everyone = [] if task.work_class_id is None else _candidates(task)
    only_own = is_bound_to_eligibility(actor)
    shown = [one for one in everyone if not only_own or one["reader"]["id"] == str(actor.user_id)]
    rows: list[Decision] = list(
        Decision.objects.filter(task=task)
        .select_related("assignment_round")
        .order_by("-decided_at")[:MOST_DECISIONS]
    )
    routed = next((row for row in rows if row.kind == "routed"), None)
    return Explanation(
        decision=_decision(routed) if routed else None,
        assignments=_assignments([row for row in rows if row.kind == "assigned"], actor, only_own),
        candidates=shown,
        readers=len(everyone),
        eligible=sum(one["eligible"] for one in everyone),
        on_duty=sum(one["eligible"] and one["on_duty"] for one in everyone),
    )


def _candidates(task: ReadingTask) -> list[dict[str, Any]]:
    at = now()
    readers = reader_facts(at=at)
    loads, facts = team_loads(readers, at), task_facts(task)
    policy = pool_policies().get(task.pool, NO_POLICY)
    found = []
    for reader in readers:
        standing = Standing(reader, at)
        verdict = standing.of_task(facts)
        points = score(facts, reader, loads[reader.reader_id], policy, at)
        load = loads[reader.reader_id]
        found.append(
            {
                "reader": _person(reader),
                "eligible": verdict.eligible,
                "until": verdict.until,
                "licences": standing.licences_for(facts.work_class),
                "exclusions": [
                    {"code": one.code, "detail": one.detail} for one in verdict.exclusions
                ],
                "available": reader.available,
                "on_shift": on_reading_shift(reader, at),
                "on_duty": reader.available and on_reading_shift(reader, at),
                "open_tasks": load.open_tasks,
                "open_minutes": round(load.open_minutes, 1),
                "score": round(points.total, 1) if verdict.eligible else None,
                "parts": {name: round(value, 1) for name, value in points.parts.items()},
            }
        )
    return sorted(
        found, key=lambda one: (not one["eligible"], -(one["score"] or 0), one["reader"]["name"])
    )


def _decision(row: Decision) -> dict[str, Any]:
    return {
        "id": str(row.id),
        "at": row.decided_at,
        "by": row.decided_by,
        "cause": row.cause,
        "rule_set": row.rule_set_number,
        "rules": row.trace.get("rules", []),
        "facts": row.trace.get("facts", {}),
        "outcome": row.outcome,
    }


def _assignments(rows: list[Decision], actor: Actor, only_own: bool) -> list[dict[str, Any]]:
    candidates = {row.id: past_candidates(row) for row in rows}
    ids = {UUID(one["reader"]) for found in candidates.values() for one in found}
    ids |= {UUID(row.outcome["reader"]) for row in rows}
    names = reader_names(ids)
    own = str(actor.user_id)
    return [
        {
            "id": row.outcome["assignment"],
            "at": row.decided_at,
            "reader": {"id": row.outcome["reader"], "name": names.get(UUID(row.outcome["reader"]))},
            "score": row.outcome.get("score"),
            "candidates": [
                {**one, "reader": {"id": one["reader"], "name": names.get(UUID(one["reader"]))}}
                for one in candidates[row.id]
                if not only_own or one["reader"] == own
            ],
        }
        for row in rows
        if not only_own or row.outcome["reader"] == own
    ]


def past_candidates(row: Decision) -> list[dict[str, Any]]:
    """Each reader the engine had to choose from then: eligible or why not, and the open work they had."""
    if row.assignment_round is None:
        return list(row.candidates)
    reasons = {one["reader"]: one["exclusions"] for one in row.candidates}
    return [
        {
            **one,
            "eligible": one["reader"] not in reasons,
            "exclusions": reasons.get(one["reader"], []),
        }
        for one in row.assignment_round.readers
    ]


def _person(reader: ReaderFacts) -> dict[str, str]:
    return {"id": str(reader.reader_id), "name": reader.name}
