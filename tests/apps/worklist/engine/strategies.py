"""Any readers and any work, drawn from few values so that they often meet."""

from datetime import datetime, timedelta
from uuid import UUID

from hypothesis import strategies as st

from apps.worklist.engine.facts import (
    BlockFacts,
    Credential,
    PrivilegeFacts,
    ReaderFacts,
    ShiftFacts,
    SkillNeed,
    TaskFacts,
    WorkClass,
)
from apps.worklist.engine.loads import PoolPolicy, ReaderLoad
from tests.apps.worklist.engine.people import AT

PLACES = ("FR", "DE-BE", "US-TX")
SITES = (UUID(int=1), UUID(int=2))
PATIENTS = tuple(UUID(int=500 + number) for number in range(4))
READERS = tuple(UUID(int=1000 + number) for number in range(8))

hours = st.integers(-6, 6)
moments = hours.map(lambda hour: AT + timedelta(hours=hour))
ends = st.none() | moments
places = st.sampled_from(PLACES)
sites = st.sampled_from(SITES)
modalities = st.frozensets(st.sampled_from(("CT", "MR", "SR")), max_size=2)
groups = st.frozensets(st.sampled_from(("neuro", "chest")), max_size=2)
read_types = st.frozensets(st.sampled_from(("final", "preliminary")), max_size=2)
needs = st.builds(SkillNeed, st.sampled_from(("neuro", "chest")), st.integers(1, 3))

credentials = st.builds(Credential, places, moments, ends)
privileges = st.builds(PrivilegeFacts, sites, moments, ends, modalities, groups, read_types)
blocks = st.builds(
    BlockFacts,
    st.just("conflict"),
    moments,
    ends,
    st.none() | sites,
    st.none() | st.sampled_from(PATIENTS),
)


def _shift(start: datetime, length: int, role: str) -> ShiftFacts:
    return ShiftFacts(start, start + timedelta(hours=length), role)


shifts = st.builds(_shift, moments, st.integers(1, 8), st.sampled_from(("reading", "on_call")))

readers = st.builds(
    ReaderFacts,
    reader_id=st.sampled_from(READERS),
    name=st.just("A reader"),
    active=st.sampled_from((True, True, True, False)),
    location=st.sampled_from((*PLACES, None)),
    location_ends_at=ends,
    licences=st.lists(credentials, max_size=4).map(tuple),
    privileges=st.lists(privileges, max_size=3).map(tuple),
    skills=st.dictionaries(st.sampled_from(("neuro", "chest")), st.integers(1, 3)),
    age_groups=st.frozensets(st.sampled_from(("adult", "child")), max_size=2),
    blocks=st.lists(blocks, max_size=2).map(tuple),
    pools=st.frozensets(st.sampled_from(("night", "day"))),
    available=st.booleans(),
    shifts=st.lists(shifts, max_size=2).map(tuple),
)

works = st.builds(
    WorkClass,
    site_id=sites,
    jurisdictions=st.frozensets(places, max_size=2),
    modalities=modalities,
    procedure_group=st.sampled_from(("neuro", "chest", "")),
    body_part=st.just(""),
    read_type=st.sampled_from(("final", "preliminary")),
    age_group=st.sampled_from(("adult", "child", "unknown")),
    pool=st.sampled_from(("", "", "night")),
    needs=st.lists(needs, max_size=1).map(tuple),
)

tasks = st.builds(
    TaskFacts,
    task_id=st.uuids(),
    patient_id=st.sampled_from(PATIENTS),
    work_class=works,
    priority=st.sampled_from(("STAT", "URGENT", "ROUTINE")),
    pathway=st.sampled_from(("stroke", "stat", "urgent", "routine")),
    queue_rank=st.integers(0, 3),
    due_at=moments,
    received_at=moments,
    minutes=st.sampled_from((2.0, 7.0, 20.0)),
    rvu=st.sampled_from((0.2, 1.0, 2.5)),
    excluded_readers=st.frozensets(st.sampled_from(READERS), max_size=2),
    preferred_skills=st.lists(needs, max_size=1).map(tuple),
    named_reader=st.none() | st.sampled_from(READERS),
)

loads = st.builds(
    ReaderLoad,
    open_minutes=st.sampled_from((0.0, 7.0, 30.0)),
    open_tasks=st.integers(0, 3),
    open_stat=st.integers(0, 2),
    shift_minutes_done=st.sampled_from((0.0, 120.0)),
    shift_rvu_done=st.sampled_from((0.0, 4.0, 12.0)),
    shift_hours=st.sampled_from((0.0, 0.5, 6.0)),
    patients=st.frozensets(st.sampled_from(PATIENTS), max_size=2),
    team_rvu_per_hour=st.sampled_from((None, 3.0)),
)
policies = st.dictionaries(
    st.sampled_from(("", "night")),
    st.builds(
        PoolPolicy,
        max_open_minutes=st.sampled_from((None, 10.0, 40.0)),
        max_open_tasks=st.sampled_from((None, 1, 3)),
        most_ahead=st.sampled_from((None, 0.15)),
    ),
)

willing_readers = st.builds(
    ReaderFacts,
    reader_id=st.sampled_from(READERS),
    name=st.just("A reader"),
    location=st.just("FR"),
    licences=st.lists(credentials, max_size=2).map(
        lambda more: (*more, Credential("FR", AT - timedelta(hours=9)))
    ),
    privileges=st.lists(privileges, max_size=2).map(
        lambda more: (*more, PrivilegeFacts(SITES[0], AT - timedelta(hours=9)))
    ),
    skills=st.dictionaries(st.sampled_from(("neuro", "chest")), st.integers(1, 3)),
    pools=st.just(frozenset({"night"})),
    blocks=st.lists(blocks, max_size=1).map(tuple),
    available=st.sampled_from((True, True, True, False)),
    shifts=st.lists(shifts, max_size=1).map(
        lambda more: (*more, ShiftFacts(AT - timedelta(hours=1), AT + timedelta(hours=7)))
    ),
)
rosters = st.lists(willing_readers, max_size=4, unique_by=lambda one: one.reader_id)
queues = st.lists(tasks, max_size=8, unique_by=lambda one: one.task_id)
all_loads = st.dictionaries(st.sampled_from(READERS), loads)
