"""Any story of two readers with two tabs each: no text is lost, no signed version changes, every hash proves itself."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.core.cache import cache
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from apps.common.errors import DomainError
from apps.common.isolation import tenant_context
from apps.reporting.models import KeptDraft, Report, ReportVersion
from apps.reporting.selectors import version_faults
from apps.reporting.services import save_draft
from apps.worklist import services as worklist
from tests.apps.reporting.scenes import Reading, begin, text
from tests.factories import Practice

READERS = st.sampled_from(["reader", "reader2"])
TABS = st.integers(0, 1)
REFUSALS = {
    "claim_required",
    "claim_lost",
    "already_claimed",
    "not_claimable",
    "draft_conflict",
    "report_signed",
}


class Story(RuleBasedStateMachine):
    """``acknowledged`` holds each reader's last saved text: what the server said it has."""

    practice: Practice

    def __init__(self) -> None:
        super().__init__()
        first = begin(self.practice)
        second = Reading(self.practice, first.study, first.task, "reader2")
        self.readings = {"reader": first, "reader2": second}
        self.report_id: UUID | None = None
        self.tabs: dict[tuple[str, int], int] = {}
        self.acknowledged: dict[str, str] = {}
        self.sealed: dict[int, Any] = {}
        self.count = 0

    def attempt(self, act: Callable[[], Any]) -> Any:
        """What ``act`` answers, or None where it was refused for a reason that a reader can meet."""
        try:
            with tenant_context(self.practice.tenant_id):
                return act()
        except DomainError as refusal:
            if refusal.code not in REFUSALS:
                raise
            return None

    @rule(reader=READERS)
    def claim(self, reader: str) -> None:
        self.attempt(self.readings[reader].claim)

    @rule(reader=READERS)
    def release(self, reader: str) -> None:
        actor, task = self.practice.actor(reader), self.readings[reader].task
        self.attempt(lambda: worklist.release_task(actor=actor, task_id=task.id))

    @rule(reader=READERS, tab=TABS)
    def open_tab(self, reader: str, tab: int) -> None:
        report = self.attempt(self.readings[reader].report)
        if report is not None:
            self.report_id = report.id
            self.tabs[reader, tab] = report.draft_revision

    @rule(reader=READERS, tab=TABS)
    def save(self, reader: str, tab: int) -> None:
        if (reader, tab) not in self.tabs or self.report_id is None:
            return
        self.count += 1
        words = f"{reader} wrote {self.count}"
        actor, report_id = self.practice.actor(reader), self.report_id
        saved = self.attempt(
            lambda: save_draft(
                actor=actor,
                report_id=report_id,
                revision=self.tabs[reader, tab],
                sections=text(words),
            )
        )
        if saved is not None:
            self.tabs[reader, tab] = saved.draft_revision
            self.acknowledged[reader] = words

    @rule(reader=READERS, tab=TABS, kind=st.sampled_from(["preliminary", "final"]))
    def sign(self, reader: str, tab: int, kind: str) -> None:
        revision = self.tabs.get((reader, tab))
        if revision is None or not self.acknowledged or self.report_id is None:
            return
        report_id = self.report_id
        signed = self.attempt(
            lambda: self.readings[reader].sign(report_id, kind, revision=revision)
        )
        if signed is not None:
            self.tabs[reader, tab] = signed.draft_revision

    @invariant()
    def no_acknowledged_text_is_lost(self) -> None:
        with tenant_context(self.practice.tenant_id):
            places = [
                *Report.objects.filter(id=self.report_id).values_list("draft_sections", flat=True),
                *KeptDraft.objects.filter(report=self.report_id).values_list("sections", flat=True),
                *ReportVersion.objects.filter(report=self.report_id).values_list(
                    "sections", flat=True
                ),
            ]
        found = {section["body"] for sections in places if sections for section in sections}
        assert set(self.acknowledged.values()) <= found

    @invariant()
    def no_signed_version_changes(self) -> None:
        with tenant_context(self.practice.tenant_id):
            versions = {
                row["number"]: row
                for row in ReportVersion.objects.filter(report=self.report_id).values()
            }
            assert list(version_faults()) == []
        for number, row in self.sealed.items():
            assert versions[number] == row
        self.sealed = versions
        kinds = [versions[number]["kind"] for number in sorted(versions)]
        assert "final" not in kinds[:-1]


@pytest.mark.usefixtures("db")
def test_any_story_keeps_every_word(practice: Practice) -> None:
    cache.clear()
    story = type("StoryOfOnePractice", (Story,), {"practice": practice})
    run_state_machine_as_test(
        story,
        settings=settings(
            max_examples=15,
            stateful_step_count=25,
            deadline=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
