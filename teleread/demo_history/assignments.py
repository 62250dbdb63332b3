"""Who was given each study of the demo's past, why, and how long they had it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from apps.worklist.engine.eligibility import Standing
from apps.worklist.engine.proposals import Proposal
from apps.worklist.engine.scoring import Score
from apps.worklist.engine.simulation.ours import Ours
from apps.worklist.engine.simulation.policies import Offer
from apps.worklist.engine.simulation.readers import SimulatedReader
from apps.worklist.engine.simulation.trace import Holding
from apps.worklist.models import Assignment, Claim, Decision, ReadingTask
from apps.worklist.selectors.facts import task_facts
from apps.worklist.selectors.pools import assignment_policy

LEASE = timedelta(minutes=10)
END_REASONS = {"signed": "completed", "handed_back": "handed_back", "lapsed": "ineligible"}
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Given:
    """What spoke for the reader, and who was at work at that moment."""

    score: Score
    on_duty: frozenset[UUID]


class Remembering(Ours):
    """The engine, with a record of what it decided."""

    def __init__(self) -> None:
        self.given: dict[tuple[UUID, datetime], Given] = {}

    def propose(self, offer: Offer) -> list[Proposal]:
        found = super().propose(offer)
        for one in found:
            self.given[one.task_id, offer.at] = Given(one.score, frozenset(offer.loads))
        return found


def write_assignments(
    tasks: Mapping[UUID, ReadingTask],
    holdings: Sequence[Holding],
    engine: Remembering,
    readers: Sequence[SimulatedReader],
) -> None:
    """One offer, its decision and one claim for each time that a reader had a study."""
    offered_for = timedelta(minutes=assignment_policy().offer_minutes)
    busy = _Busy(holdings, tasks)
    assignments, decisions, claims = [], [], []
    for one in holdings:
        given = engine.given[one.task_id, one.starts_at]
        score = {"total": given.score.total, "parts": dict(given.score.parts)}
        assignment = Assignment(
            task_id=one.task_id,
            reader_id=one.reader_id,
            origin="engine",
            score=score,
            assigned_at=one.starts_at,
            expires_at=one.starts_at + offered_for,
            ended_at=one.starts_at,
            end_reason="claimed",
        )
        assignments.append(assignment)
        decisions.append(
            Decision(
                task_id=one.task_id,
                kind="assigned",
                decided_at=one.starts_at,
                decided_by="assignment engine",
                cause="round",
                rule_set_number=tasks[one.task_id].rule_set_number,
                outcome={
                    "assignment": str(assignment.id),
                    "reader": str(one.reader_id),
                    "until": (one.starts_at + offered_for).isoformat(),
                    "score": score,
                },
                candidates=_candidates(tasks[one.task_id], one.starts_at, given, readers, busy),
            )
        )
        claims.append(
            Claim(
                task_id=one.task_id,
                reader_id=one.reader_id,
                claimed_at=one.starts_at,
                heartbeat_at=one.ends_at,
                expires_at=one.ends_at + LEASE,
                ended_at=one.ends_at,
                end_reason=END_REASONS[one.outcome],
            )
        )
    Assignment.objects.bulk_create(assignments, batch_size=AT_ONCE)
    Decision.objects.bulk_create(decisions, batch_size=AT_ONCE)
    Claim.objects.bulk_create(claims, batch_size=AT_ONCE)


def _candidates(
    task: ReadingTask,
    at: datetime,
    given: Given,
    readers: Sequence[SimulatedReader],
    busy: "_Busy",
) -> list[dict[str, object]]:
    """Each reader on duty as a round of the engine writes them down."""
    facts = task_facts(task)
    found: list[dict[str, object]] = []
    for reader in (one.facts for one in readers if one.facts.reader_id in given.on_duty):
        verdict = Standing(reader, at).of_task(facts)
        minutes = busy.minutes(reader.reader_id, at)
        found.append(
            {
                "reader": str(reader.reader_id),
                "eligible": verdict.eligible,
                "exclusions": [
                    {"code": one.code, "detail": one.detail} for one in verdict.exclusions
                ],
                "open_minutes": round(minutes, 1),
                "open_tasks": int(minutes > 0),
            }
        )
    return found


class _Busy:
    """What each reader had open at an instant, before anything was given at that instant."""

    def __init__(self, holdings: Sequence[Holding], tasks: Mapping[UUID, ReadingTask]) -> None:
        self._tasks = tasks
        self._held: defaultdict[UUID, list[Holding]] = defaultdict(list)
        for one in holdings:
            self._held[one.reader_id].append(one)

    def minutes(self, reader_id: UUID, at: datetime) -> float:
        held = (one for one in self._held[reader_id] if one.starts_at < at < one.ends_at)
        return sum(self._tasks[one.task_id].minutes for one in held)
