"""A reader at one instant, indexed so that thousands of work classes can be asked about cheaply."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from datetime import datetime

from apps.staffing.jurisdictions import covering
from apps.worklist.engine import credentials
from apps.worklist.engine.credentials import Finding
from apps.worklist.engine.facts import (
    BlockFacts,
    Credential,
    PrivilegeFacts,
    ReaderFacts,
    TaskFacts,
    WorkClass,
)
from apps.worklist.engine.spans import FOREVER
from apps.worklist.engine.verdicts import Exclusion, Verdict


class Standing:
    """What ``reader`` may read at ``at``. Answers are kept per distinct question, so ask one object often."""

    def __init__(self, reader: ReaderFacts, at: datetime) -> None:
        self._reader = reader
        self._at = at
        self._of_place: dict[Hashable, list[Finding]] = {}
        self._allowed_at: dict[Hashable, tuple[bool, bool]] = {}
        self._privileged: dict[Hashable, Finding] = {}
        self._licences: defaultdict[str, list[Credential]] = defaultdict(list)
        self._privileges: defaultdict[object, list[PrivilegeFacts]] = defaultdict(list)
        self._class_blocks: list[BlockFacts] = []
        self._patient_blocks: list[BlockFacts] = []
        for licence in reader.licences:
            self._licences[licence.jurisdiction].append(licence)
        for privilege in reader.privileges:
            self._privileges[privilege.site_id].append(privilege)
        for block in reader.blocks:
            (self._patient_blocks if block.patient_id else self._class_blocks).append(block)
        self._personal = credentials.personal(reader, at)

    @property
    def blocks_patients(self) -> bool:
        """Whether there are patients whose studies the reader may not read."""
        return bool(self._patient_blocks)

    def of_class(self, work: WorkClass) -> Verdict:
        """The verdict on everything that the tasks of one class have in common."""
        return _verdict(self._class_findings(work))

    def of_task(self, task: TaskFacts) -> Verdict:
        """The verdict on one task: its class, what only this task has, and the same of every task linked with it."""
        return _verdict(
            [
                finding
                for one in (task, *task.linked)
                for finding in (*self._class_findings(one.work_class), *self._own_findings(one))
            ]
        )

    def may_read(self, task: TaskFacts) -> bool:
        """Whether the verdict on the task is yes."""
        return self.may_read_class(task.work_class) and self.has_no_reason_against(task)

    def may_read_class(self, work: WorkClass) -> bool:
        """Whether the verdict on the class is yes; many times quicker than the verdict."""
        allowed, everything = self._allowed(work)
        return (
            allowed
            and (everything or self._is_privileged(work))
            and not (work.needs and credentials.skilled(self._reader, work.needs)[0])
            and not credentials.of_age(self._reader, work.age_group)[0]
            and not credentials.in_pool(self._reader, work.pool)[0]
        )

    def has_no_reason_against(self, task: TaskFacts) -> bool:
        """Whether nothing that only this task has, linked tasks among it, speaks against the reader.

        Its class is not asked.
        """
        asks = self._patient_blocks or task.excluded_readers or task.named_reader
        if asks and any(exclusions for exclusions, _ in self._own_findings(task)):
            return False
        return all(self.may_read(one) for one in task.linked)

    def licences_for(self, work: WorkClass) -> tuple[str, ...]:
        """The jurisdictions of the licences that cover where the images are made, and where they are read."""
        places = [work.jurisdictions, {self._reader.location} if self._reader.location else set()]
        valid = [
            [one.jurisdiction for one in self._held(found) if self._is_valid(one)]
            for found in places
        ]
        return tuple(dict.fromkeys(codes[0] for codes in valid if codes))

    def _is_valid(self, one: Credential) -> bool:
        return one.starts_at <= self._at < (one.ends_at or FOREVER)

    def _allowed(self, work: WorkClass) -> tuple[bool, bool]:
        """Whether the reader may read at the place at all, and whether a privilege there covers everything."""
        place = (work.site_id, work.jurisdictions)
        found = self._allowed_at.get(place)
        if found is None:
            allowed = not any(excluded for excluded, _ in self._findings_at(work))
            held = self._privileges.get(work.site_id, ())
            everything = any(credentials.covers_everything(one, self._at) for one in held)
            found = self._allowed_at[place] = (allowed and bool(held), everything)
        return found

    def _is_privileged(self, work: WorkClass) -> bool:
        return credentials.is_privileged(self._privileges[work.site_id], work, self._at)

    def _findings_at(self, work: WorkClass) -> list[Finding]:
        place = (work.site_id, work.jurisdictions)
        found = self._of_place.get(place)
        if found is None:
            found = self._of_place[place] = self._place_findings(work)
        return found

    def _class_findings(self, work: WorkClass) -> list[Finding]:
        of_place = self._findings_at(work)
        covered = (work.site_id, work.modalities, work.procedure_group, work.read_type)
        privileged = self._privileged.get(covered)
        if privileged is None:
            held = self._privileges.get(work.site_id, ())
            privileged = self._privileged[covered] = credentials.privileged(held, work, self._at)
        return [
            *of_place,
            privileged,
            credentials.skilled(self._reader, work.needs),
            credentials.of_age(self._reader, work.age_group),
            credentials.in_pool(self._reader, work.pool),
        ]

    def _place_findings(self, work: WorkClass) -> list[Finding]:
        return [
            self._personal,
            self._imaged(work.jurisdictions),
            self._read(),
            self._site_block(work),
        ]

    def _imaged(self, jurisdictions: frozenset[str]) -> Finding:
        if not jurisdictions:
            return (Exclusion("site_without_jurisdiction"),), FOREVER
        held = self._held(jurisdictions)
        return credentials.licensed(held, jurisdictions, "no_licence_where_imaged", self._at)

    def _read(self) -> Finding:
        place = self._reader.location
        if place is None:
            return (), FOREVER  # that there is no location is already an exclusion of its own
        held = self._held((place,))
        return credentials.licensed(held, {place}, "no_licence_where_read", self._at)

    def _held(self, places: Iterable[str]) -> list[Credential]:
        """The licences that hold at any of the places, those of a country in its parts too."""
        codes = dict.fromkeys(code for place in sorted(places) for code in covering(place))
        return [one for code in codes for one in self._licences.get(code, ())]

    def _site_block(self, work: WorkClass) -> Finding:
        found = [one for one in self._class_blocks if one.site_id in (None, work.site_id)]
        return credentials.unblocked(found, self._at)

    def _own_findings(self, task: TaskFacts) -> list[Finding]:
        """Blocks on the patient, earlier reads of the same study, and a name on the task."""
        found: list[Finding] = []
        if self._patient_blocks:
            site = task.work_class.site_id
            blocks = [
                one
                for one in self._patient_blocks
                if one.patient_id == task.patient_id and one.site_id in (None, site)
            ]
            found.append(credentials.unblocked(blocks, self._at))
        if self._reader.reader_id in task.excluded_readers:
            found.append(((Exclusion("read_this_before"),), FOREVER))
        if task.named_reader not in (None, self._reader.reader_id):
            found.append(((Exclusion("named_for_another"),), FOREVER))
        return found


def _verdict(findings: list[Finding]) -> Verdict:
    exclusions = tuple(dict.fromkeys(one for excluded, _ in findings for one in excluded))
    if exclusions:
        return Verdict(eligible=False, exclusions=exclusions)
    until = min(until for _, until in findings)
    return Verdict(eligible=True, until=None if until == FOREVER else until)
