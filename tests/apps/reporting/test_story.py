"""Any story of two readers with two tabs each, of one study or of linked ones: no text and no key image is lost, no
signed version changes, every hash proves itself, and every format says what was signed.
"""

from collections import Counter
from collections.abc import Callable
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

from apps.archive.models import Patient
from apps.common.errors import DomainError
from apps.common.isolation import tenant_context
from apps.reporting import services
from apps.reporting.content import KINDS as EVERY_KIND
from apps.reporting.models import KeptDraft, Report, ReportVersion
from apps.reporting.selectors import version_faults
from apps.reporting.services import save_draft
from apps.worklist import services as worklist
from tests.apps.reporting.delivered import assert_says_what_was_signed
from tests.apps.reporting.key_image_scenes import read_study, view
from tests.apps.reporting.scenes import Reading, text
from tests.factories import PASSWORD, Practice
from tests.studies import make_study, make_task

READERS = st.sampled_from(["reader", "reader2"])
TABS = st.integers(0, 1)
KINDS = st.sampled_from(["preliminary", "preliminary", "final"])
REFUSALS = {
    "claim_required",
    "claim_lost",
    "already_claimed",
    "not_claimable",
    "draft_conflict",
    "report_signed",
    "version_conflict",
    "nothing_signed",
    "illegal_transition",
    "not_eligible",
    "co_signature_required",
    "assigned_to_another",
    "not_in_care",
}
AMENDMENTS = st.sampled_from(["wet_read", "addendum", "correction", "withdrawal"])


class Story(RuleBasedStateMachine):
    """``acknowledged`` holds each reader's last saved text, ``pointed`` the last caption of a key image: what the
    server said it has.
    """

    practice: Practice
    happened: Counter[str]
    beginning: "Beginning"
    linked: bool

    def __init__(self) -> None:
        super().__init__()
        first = read_study(self.practice)
        self.link_another(first)
        second = Reading(self.practice, first.study, first.task, "reader2")
        self.readings = {"reader": first, "reader2": second}
        self.report_id: UUID | None = None
        self.tabs: dict[tuple[str, int], int] = {}
        self.acknowledged: dict[str, str] = {}
        self.pointed: dict[str, str] = {}
        self.amended: list[str] = []
        self.sealed: dict[int, Any] = {}
        self.count = 0

    def link_another(self, first: Reading) -> None:
        """A second study of the patient, which is read together with the first where the story says so."""
        if not self.linked:
            return
        with tenant_context(self.practice.tenant_id):
            patient: Patient = first.study.patient
        other = make_task(self.practice, make_study(self.practice, patient=patient))
        with tenant_context(self.practice.tenant_id):
            worklist.link_tasks(
                actor=self.practice.actor("manager"), task_ids=[first.task.id, other.id]
            )

    def attempt(self, act: Callable[[], Any]) -> Any:
        """What ``act`` answers, or None where it was refused for a reason that a reader can meet."""
        try:
            with tenant_context(self.practice.tenant_id):
                return act()
        except DomainError as refusal:
            if refusal.code not in REFUSALS:
                raise
            return None

    @initialize()
    def begin(self) -> None:
        for name, arguments in self.beginning:
            getattr(self, name)(*arguments)

    @rule()
    def release(self) -> None:
        task_id = self.readings["reader"].task.id
        for reader in self.readings:
            actor = self.practice.actor(reader)
            self.attempt(partial(worklist.release_task, actor=actor, task_id=task_id))

    @rule(reader=READERS, tab=TABS)
    def open_tab(self, reader: str, tab: int) -> None:
        self.attempt(self.readings[reader].claim)
        report = self.attempt(self.readings[reader].report)
        if report is not None:
            self.report_id = report.id
            self.tabs[reader, tab] = report.draft_revision

    @rule(reader=READERS, tab=TABS)
    def hand_over(self, reader: str, tab: int) -> None:
        self.release()
        self.open_tab(reader, tab)
        self.save(reader, tab, fresh=False)

    @rule(reader=READERS, tab=TABS, fresh=st.booleans(), pointing=st.booleans())
    def save(self, reader: str, tab: int, fresh: bool, pointing: bool = True) -> None:
        if fresh or (reader, tab) not in self.tabs:
            self.open_tab(reader, tab)
        report_id, revision = self.report_id, self.tabs.get((reader, tab))
        if report_id is None or revision is None:
            return
        self.count += 1
        words = f"{reader} wrote {self.count}"
        actor = self.practice.actor(reader)
        shown = [view(self.readings[reader].study, caption=words)] if pointing else None
        saved = self.attempt(
            lambda: save_draft(
                actor=actor,
                report_id=report_id,
                revision=revision,
                sections=text(words),
                key_images=shown,
            )
        )
        if saved is not None and shown:
            self.happened["pointed"] += 1
            self.pointed[reader] = words
        if saved is not None:
            self.happened["saved"] += 1
            self.tabs[reader, tab] = saved.draft_revision
            self.acknowledged[reader] = words

    @rule(reader=READERS, tab=TABS, fresh=st.booleans(), kind=KINDS)
    def sign(self, reader: str, tab: int, fresh: bool, kind: str) -> None:
        if fresh:
            self.hand_over(reader, tab)
        report_id, revision = self.report_id, self.tabs.get((reader, tab))
        if report_id is None or revision is None or not self.acknowledged:
            return
        signed = self.attempt(
            lambda: self.readings[reader].sign(report_id, kind, revision=revision)
        )
        if signed is not None:
            self.happened[kind] += 1
            self.tabs[reader, tab] = signed.draft_revision

    @rule(reader=READERS, to=st.sampled_from([None, "reader", "reader2"]))
    def submit(self, reader: str, to: str | None) -> None:
        self.hand_over(reader, 0)
        report_id, revision = self.report_id, self.tabs.get((reader, 0))
        if report_id is None or revision is None:
            return
        submitted = self.attempt(
            lambda: services.submit_report(
                actor=self.practice.actor(reader),
                report_id=report_id,
                revision=revision,
                study_instance_uid=self.readings[reader].study.study_instance_uid,
                password=PASSWORD,
                attending_id=self.practice.user_ids[to] if to else None,
            )
        )
        self.happened["submitted"] += submitted is not None

    @rule(reader=READERS)
    def return_it(self, reader: str) -> None:
        self.attempt(self.readings[reader].claim)
        report_id = self.report_id
        if report_id is None:
            return
        returned = self.attempt(
            lambda: services.return_submission(
                actor=self.practice.actor(reader), report_id=report_id, comment="Again."
            )
        )
        self.happened["returned"] += returned is not None

    @rule(reader=READERS, kind=AMENDMENTS, seen=st.sampled_from([6, 6, 6, 0, 1]))
    def amend(self, reader: str, kind: str, seen: int) -> None:
        """``seen`` 0 or 1 is the version that the reader has in mind; 6 is the latest, whichever it is."""
        report_id, version = self.report_id, self.signed_so_far() if seen == 6 else seen
        # A study read twice over would be another report's story.
        if report_id is None or (kind == "withdrawal" and self.happened["withdrawal"] > 3):
            return
        self.count += 1
        words = f"{reader} said {self.count}"
        actor, signature = self.practice.actor(reader), self.readings[reader].signature(version)
        acts: dict[str, Callable[[], Any]] = {
            "wet_read": lambda: services.give_wet_read(
                actor=actor, report_id=report_id, text=words, signature=signature
            ),
            "addendum": lambda: services.add_addendum(
                actor=actor, report_id=report_id, text=words, signature=signature
            ),
            "correction": lambda: services.correct_report(
                actor=actor,
                report_id=report_id,
                sections=text(words),
                reason="It was wrong.",
                signature=signature,
            ),
            "withdrawal": lambda: services.withdraw_report(
                actor=actor, report_id=report_id, reason=words, signature=signature
            ),
        }
        if self.attempt(acts[kind]) is not None:
            self.happened[kind] += 1
            if kind != "withdrawal":
                self.amended.append(words)

    def signed_so_far(self) -> int:
        with tenant_context(self.practice.tenant_id):
            return ReportVersion.objects.filter(report=self.report_id).count()

    def teardown(self) -> None:
        with tenant_context(self.practice.tenant_id):
            self.happened["kept"] += KeptDraft.objects.filter(report=self.report_id).count()
            for version in ReportVersion.objects.filter(report=self.report_id):
                assert_says_what_was_signed(version)
                self.happened["delivered"] += 1
                self.happened["linked"] += "linked_studies" in version.identity

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
        assert {*self.acknowledged.values(), *self.amended} <= found

    @invariant()
    def no_acknowledged_key_image_is_lost(self) -> None:
        with tenant_context(self.practice.tenant_id):
            drafts = Report.objects.filter(id=self.report_id)
            kept = KeptDraft.objects.filter(report=self.report_id)
            acts = ReportVersion.objects.filter(report=self.report_id).values_list("act", flat=True)
            places = [
                *drafts.values_list("draft_key_images", flat=True),
                *kept.values_list("key_images", flat=True),
                *(act.get("key_images", []) for act in acts),
            ]
        found = {image["caption"] for images in places for image in images}
        assert set(self.pointed.values()) <= found

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
        assert kinds.count("final") <= 1
        assert kinds.count("withdrawal") <= 1
        assert "withdrawal" not in kinds[:-1]
        if "final" in kinds:
            place = kinds.index("final")
            assert set(kinds[:place]) <= {"wet_read", "preliminary"}
            assert set(kinds[place + 1 :]) <= {"addendum", "correction", "withdrawal"}
        elif kinds:
            assert set(kinds) <= {"wet_read", "preliminary", "withdrawal"}


# What happened before a story begins, so that the few stories told are of every kind. Each is a list of a rule's name
# and its arguments.
Beginning = list[tuple[str, tuple[Any, ...]]]
SIGNED: Beginning = [("sign", ("reader", 0, True, "final"))]
BEGINNINGS: dict[str, Beginning] = {
    "wet read": [("save", ("reader", 0, True)), ("amend", ("reader", "wet_read", 6))],
    "preliminary": [("sign", ("reader", 0, True, "preliminary"))],
    "handed over": [("save", ("reader", 0, True)), ("hand_over", ("reader2", 0))],
    "submitted": [("submit", ("reader", "reader2"))],
    "returned": [("submit", ("reader", None)), ("return_it", ("reader2",))],
    "amended": [
        *SIGNED,
        ("amend", ("reader", "addendum", 6)),
        ("amend", ("reader", "correction", 6)),
    ],
    "withdrawn": [*SIGNED, ("amend", ("reader", "withdrawal", 6))],
}

LINKED = ("preliminary", "returned", "amended")


@pytest.mark.usefixtures("db")
def test_any_story_keeps_every_word(practice: Practice) -> None:
    cache.clear()
    happened: Counter[str] = Counter()
    for name, beginning in BEGINNINGS.items():
        told = {"practice": practice, "happened": happened, "beginning": beginning}
        story = type("StoryOfOnePractice", (Story,), {**told, "linked": name in LINKED})
        run_state_machine_as_test(
            story,
            settings=settings(
                max_examples=1,
                stateful_step_count=12,
                deadline=None,
                derandomize=True,
                database=None,
                phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
            ),
        )
    names = (
        "saved",
        "pointed",
        "kept",
        "submitted",
        "returned",
        "delivered",
        "linked",
        *EVERY_KIND,
    )
    assert all(happened[name] for name in names), happened
