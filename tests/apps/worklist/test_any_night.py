"""Any night of three readers: nobody holds what they may not read, nothing has two holders, nothing is lost.

What readers, managers, the roster, the licensing desk, the clock and the engine do comes in any order; eligibility is
checked again here from the raw credentials, without the engine.
"""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from django.core.cache import cache
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from apps.accounts.capabilities import Role
from apps.common.clock import frozen_at, now
from apps.common.errors import DomainError
from apps.common.isolation import tenant_context
from apps.common.outbox.dispatching import dispatch_due
from apps.staffing.models import Licence, Privilege, Shift
from apps.staffing.services import change_licence, set_own_availability
from apps.worklist import services
from apps.worklist.models import Assignment, AssignmentPolicy, Claim, ReadingTask
from apps.worklist.selectors import WorklistFilter, reading_tasks
from tests.factories import Practice, add_person
from tests.studies import make_study, make_task

READERS = st.sampled_from(["reader", "reader2", "reader3"])
NUMBERS = st.integers(0, 30)
PRIORITIES = st.sampled_from(["STAT", "URGENT", "ROUTINE", "ROUTINE"])
REFUSALS = {
    "already_claimed",
    "assigned_to_another",
    "attestation_required",
    "claim_lost",
    "illegal_transition",
    "not_claimable",
    "not_eligible",
    "not_linkable",
    "not_linked",
    "not_on_hold",
    "nothing_to_read",
    "on_hold",
    "permission_denied",
    "wrong_number",
}


class Night(RuleBasedStateMachine):
    practice: Practice
    happened: Counter[str]

    def __init__(self) -> None:
        super().__init__()
        self.moment = now()
        self.tasks: list[UUID] = []
        with tenant_context(self.practice.tenant_id):
            # What was revoked in one night is no reason for nobody to read in the next.
            Licence.objects.update(status="active")
        for priority in ("STAT", "ROUTINE"):
            self.arrive(priority, again=False)

    def attempt(self, name: str, act: Callable[[], Any]) -> Any:
        """What ``act`` answers at the machine's moment, or None where it was refused for a reason people can meet."""
        try:
            with frozen_at(self.moment), tenant_context(self.practice.tenant_id):
                answer = act()
        except DomainError as refusal:
            if refusal.code not in REFUSALS:
                raise
            self.happened["refused"] += 1
            return None
        self.happened[name] += 1
        with frozen_at(self.moment):
            dispatch_due()
        return answer

    def one(self, number: int) -> UUID:
        return self.tasks[number % len(self.tasks)]

    @initialize()
    def begin(self) -> None:
        """The first night has one of each, so that none is left to luck; the others have what comes."""
        if self.happened:
            return
        self.give("reader2", 0)
        self.claim("reader2", 0)
        self.go_on("reader2", 0, "complete")
        self.hold(1, held=True)
        self.arrive("URGENT", again=False)
        self.arrive("ROUTINE", again=True)
        self.link("reader2", 2)
        self.unlink("reader2", 3)
        self.link("manager", 3)
        self.round()

    @rule(priority=PRIORITIES, again=st.booleans())
    def arrive(self, priority: str, again: bool) -> None:
        with frozen_at(self.moment):
            patient = None
            if again and self.tasks:
                with tenant_context(self.practice.tenant_id):
                    patient = ReadingTask.objects.get(id=self.tasks[-1]).study.patient
            study = make_study(self.practice, priority=priority, patient=patient)
            self.tasks.append(make_task(self.practice, study).id)

    @rule(reader=READERS, number=NUMBERS)
    def claim(self, reader: str, number: int) -> None:
        actor = self.practice.actor(reader)
        self.attempt("claimed", partial(services.claim_task, actor=actor, task_id=self.one(number)))

    @rule(reader=READERS)
    def next(self, reader: str) -> None:
        actor = self.practice.actor(reader)
        self.attempt("next", partial(services.claim_next_task, actor=actor))

    @rule(reader=READERS, number=NUMBERS, what=st.sampled_from(["keep", "release", "complete"]))
    def go_on(self, reader: str, number: int, what: str) -> None:
        act = {
            "keep": services.keep_claim,
            "release": services.release_task,
            "complete": services.complete_task,
        }[what]
        held = self.held_by(reader)
        task_id = held[number % len(held)] if held else self.one(number)
        self.attempt(what, partial(act, actor=self.practice.actor(reader), task_id=task_id))

    @rule(reader=READERS, number=NUMBERS)
    def give(self, reader: str, number: int) -> None:
        self.attempt(
            "given",
            partial(
                services.assign_task,
                actor=self.practice.actor("manager"),
                task_id=self.one(number),
                reader_id=self.practice.user_ids[reader],
                reason="night list",
            ),
        )

    @rule(number=NUMBERS, held=st.booleans())
    def hold(self, number: int, held: bool) -> None:
        manager, task_id = self.practice.actor("manager"), self.one(number)
        if held:
            act = partial(services.hold_task, code="technical", reason="PACS is down")
        else:
            act = partial(services.resume_task, reason="it is up")
        self.attempt("held" if held else "resumed", partial(act, actor=manager, task_id=task_id))

    @rule(role=st.sampled_from(["reader", "reader2", "manager"]), number=NUMBERS)
    def link(self, role: str, number: int) -> None:
        """All that is open of one patient, if anything is beside the task."""
        with tenant_context(self.practice.tenant_id):
            task = ReadingTask.objects.select_related("study").get(id=self.one(number))
            of_patient = ReadingTask.objects.filter(
                study__patient_id=task.study.patient_id, state__in=["SCHEDULED", "IN_PROGRESS"]
            )
            task_ids = list(of_patient.order_by("id").values_list("id", flat=True))
        actor = self.practice.actor(role)
        self.attempt("linked", partial(services.link_tasks, actor=actor, task_ids=task_ids))

    @rule(role=st.sampled_from(["reader", "reader2", "manager"]), number=NUMBERS)
    def unlink(self, role: str, number: int) -> None:
        actor = self.practice.actor(role)
        self.attempt(
            "unlinked", partial(services.unlink_task, actor=actor, task_id=self.one(number))
        )

    @rule()
    def round(self) -> None:
        self.attempt("round", services.assign_waiting)

    @rule(reader=READERS, status=st.sampled_from(["active", "suspended", "revoked"]))
    def license(self, reader: str, status: str) -> None:
        with tenant_context(self.practice.tenant_id):
            ids = list(
                Licence.objects.filter(reader_id=self.practice.user_ids[reader])
                .exclude(status="revoked")
                .values_list("id", flat=True)
            )
        manager = self.practice.actor("manager")
        for licence_id in ids[:1]:
            self.attempt(
                status, partial(change_licence, actor=manager, licence_id=licence_id, status=status)
            )

    @rule(reader=READERS, state=st.sampled_from(["available", "away"]))
    def presence(self, reader: str, state: str) -> None:
        actor = self.practice.actor(reader)
        self.attempt(state, partial(set_own_availability, actor=actor, state=state))

    @rule(minutes=st.sampled_from([1, 4, 16, 90, 600]), swept=st.booleans())
    def time_passes(self, minutes: int, swept: bool) -> None:
        self.moment += timedelta(minutes=minutes)
        if swept:
            self.attempt("swept", services.expire_claims)
            self.attempt("offers swept", services.expire_offers)
            self.attempt("steps", services.fire_due_steps)

    def held_by(self, reader: str) -> list[UUID]:
        with tenant_context(self.practice.tenant_id):
            claims = Claim.objects.filter(reader_id=self.practice.user_ids[reader], ended_at=None)
            return list(claims.values_list("task_id", flat=True))

    def licensed(self, reader_id: UUID, task: ReadingTask) -> bool:
        """By the raw rows alone: a licence where imaged, one where read (DE-BE), a privilege at the site."""
        valid = Licence.objects.filter(
            reader_id=reader_id, status="active", starts_at__lte=self.moment
        ).exclude(ends_at__lte=self.moment)
        places = set(valid.values_list("jurisdiction", flat=True))
        site = Privilege.objects.filter(reader_id=reader_id, site_id=task.site_id, status="active")
        return bool(places & set(task.site.jurisdictions)) and "DE-BE" in places and site.exists()

    @invariant()
    def nobody_holds_what_they_may_not_read(self) -> None:
        with tenant_context(self.practice.tenant_id):
            live = [
                *Claim.objects.filter(ended_at=None, expires_at__gt=self.moment),
                *Assignment.objects.filter(ended_at=None),
            ]
            for holding in live:
                if holding.expires_at is None or holding.expires_at > self.moment:
                    assert self.licensed(holding.reader_id, holding.task)

    @invariant()
    def one_holder_at_most(self) -> None:
        with tenant_context(self.practice.tenant_id):
            claimed = list(Claim.objects.filter(ended_at=None).values_list("task_id", flat=True))
            offers = Assignment.objects.filter(ended_at=None)
            given = dict(offers.values_list("task_id", "reader_id"))
            assert len(set(claimed)) == len(claimed)
            assert len(given) == offers.count()
            reading = ReadingTask.objects.filter(state="IN_PROGRESS").values_list("id", flat=True)
            assert set(reading) == set(claimed)
            shown = ReadingTask.objects.filter(assigned_to__isnull=False)
            assert dict(shown.values_list("id", "assigned_to_id")) == given
            assert not set(given) & set(claimed)

    @invariant()
    def linked_tasks_stand_together_and_each_is_signed_once(self) -> None:
        with tenant_context(self.practice.tenant_id):
            holders = dict(Claim.objects.filter(ended_at=None).values_list("task_id", "reader_id"))
            readings: dict[UUID, list[ReadingTask]] = {}
            for task in ReadingTask.objects.filter(id__in=self.tasks):
                readings.setdefault(task.lead_id or task.id, []).append(task)
            for tasks in readings.values():
                stand = {
                    (
                        *(task.state, task.site_id, task.read_type, task.assigned_to_id),
                        *(task.held_at is None, holders.get(task.id), task.linked),
                    )
                    for task in tasks
                }
                assert len(stand) == 1
                assert {task.linked for task in tasks} == {len(tasks) - 1}
            ends = Claim.objects.filter(end_reason="completed", task__in=self.tasks)
            signed = Counter(ends.values_list("task_id", flat=True))
            done = ReadingTask.objects.filter(id__in=self.tasks, state="COMPLETED")
            assert signed == Counter(done.values_list("id", flat=True))

    @invariant()
    def nothing_is_lost(self) -> None:
        with frozen_at(self.moment), tenant_context(self.practice.tenant_id):
            states = dict(ReadingTask.objects.filter(id__in=self.tasks).values_list("id", "state"))
            assert set(states) == set(self.tasks)
            open_ = {id_ for id_, state in states.items() if state != "COMPLETED"}
            assert set(states.values()) <= {"SCHEDULED", "IN_PROGRESS", "COMPLETED"}
            manager = self.practice.actor("manager")
            narrowed = WorklistFilter(states=["SCHEDULED", "IN_PROGRESS"])
            listed = reading_tasks(actor=manager, narrowed=narrowed).values_list("id", flat=True)
            assert open_ <= set(listed)
            for reader in ("reader", "reader2", "reader3"):
                mine = set(
                    reading_tasks(actor=self.practice.actor(reader), narrowed=narrowed).values_list(
                        "id", flat=True
                    )
                )
                any_task = ReadingTask.objects.select_related("site").get(id=self.tasks[0])
                if self.licensed(self.practice.user_ids[reader], any_task):
                    assert open_ <= mine
                else:
                    assert mine <= set(self.held_by(reader))


@pytest.mark.usefixtures("db")
def test_any_night_keeps_every_study_with_one_lawful_reader(practice: Practice) -> None:
    cache.clear()
    add_person(practice, Role.READER, name="reader3")
    with tenant_context(practice.tenant_id):
        AssignmentPolicy.objects.create(mode="push")
        for name in ("reader", "reader2", "reader3"):
            Shift.objects.create(
                reader_id=practice.user_ids[name],
                role="reading",
                rank=1,
                starts_at=now() - timedelta(hours=1),
                ends_at=now() + timedelta(days=3),
            )
    happened: Counter[str] = Counter()
    night = type("NightOfOnePractice", (Night,), {"practice": practice, "happened": happened})
    run_state_machine_as_test(
        night,
        settings=settings(
            max_examples=6,
            stateful_step_count=30,
            deadline=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
    # Nights in which nothing happens would prove nothing.
    names = ("claimed", "complete", "given", "held", "round", "linked", "unlinked")
    assert all(happened[name] for name in names), happened
