"""The demo's past: studies of the last days, read by the demo's readers as the assignment engine would have it.

What it writes are index rows, finished tasks and their claims. There are no images, so nothing can be shown,
and no reports: a signature is a person's act, and nobody signed. Work waiting is never invented.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

from apps.accounts.selectors import user_id_for_email
from apps.archive.models import Patient, Study
from apps.archive.states import StudyState
from apps.common.clock import now
from apps.common.isolation import tenant_context
from apps.staffing.selectors import reader_facts
from apps.tenancy.models import Site
from apps.tenancy.selectors import sites, tenant_id_for_slug
from apps.worklist.engine.facts import ReaderFacts, ShiftFacts
from apps.worklist.engine.simulation.arrivals import SimulatedStudy, draw_arrivals
from apps.worklist.engine.simulation.comparison import permissions_of
from apps.worklist.engine.simulation.demand import Demand
from apps.worklist.engine.simulation.geography import local
from apps.worklist.engine.simulation.ours import Ours
from apps.worklist.engine.simulation.presence import attend
from apps.worklist.engine.simulation.readers import NEURO_POOL, SimulatedReader
from apps.worklist.engine.simulation.routing import SimulatedTask, route
from apps.worklist.engine.simulation.run import run
from apps.worklist.engine.simulation.sites import SimulatedSite
from apps.worklist.engine.simulation.trace import Holding
from apps.worklist.engine.simulation.world import World
from apps.worklist.engine.sla import PRIORITY_RANK
from apps.worklist.models import Claim, ReadingTask
from apps.worklist.services.work_classes import work_class_id
from apps.worklist.states import TaskState
from teleread.demo_staffing import READERS

PRACTICE = "demo"
ISSUER = "teleread-demo-history"
DAYS = 10
PER_DAY = 90
LAST_HOURS = timedelta(hours=14)
FAMILY_NAMES = (
    *("Murphy", "Byrne", "Kelly", "Walsh", "Ryan", "Doyle", "Nowak", "Kowalski", "Silva", "Costa"),
    *("Nguyen", "Tran", "Patel", "Khan", "Singh", "Chen", "Wang", "Kim", "Park", "Tanaka"),
    *(
        "Schmidt",
        "Weber",
        "Rossi",
        "Russo",
        "Moreau",
        "Petit",
        "Haddad",
        "Mensah",
        "Diallo",
        "Cruz",
    ),
)
GIVEN_NAMES = {
    "F": ("Aoife", "Maria", "Ewa", "Linh", "Priya", "Mei", "Yuki", "Anna", "Giulia", "Fatima"),
    "M": ("Conor", "Joao", "Piotr", "Minh", "Arjun", "Wei", "Kenji", "Lukas", "Marco", "Omar"),
}
LEASE = timedelta(minutes=10)
KINDS = {"demo-site": ("trauma_centre", 2.0), "demo-imaging": ("imaging_centre", 0.8)}
END_REASONS = {"signed": "completed", "handed_back": "handed_back", "lapsed": "ineligible"}


def seed_history(*, days: int = DAYS, per_day: int = PER_DAY) -> int:
    """Writes the past of the demo practice once, all of it or nothing; answers how many studies were added."""
    with tenant_context(tenant_id_for_slug(PRACTICE)):
        if Patient.objects.filter(issuer=ISSUER).exists():
            return 0
        world = _past(days, per_day)
        tasks = tuple(route(study) for study in world.studies)
        trace = run(world, tasks, permissions_of(world, tasks), Ours())
        signed = {one.task_id: one for one in trace.holdings if one.outcome == "signed"}
        done = [task for task in tasks if task.facts.task_id in signed]
        _write_studies([task.study for task in done])
        _write_tasks(done, signed)
        _write_claims([one for one in trace.holdings if one.task_id in signed])
    return len(done)


def _past(days: int, per_day: int) -> World:
    closes_at = now().replace(minute=0, second=0, microsecond=0)
    ends_at = closes_at - LAST_HOURS
    starts_at = ends_at - timedelta(days=days)
    own_sites = tuple(_site(site) for site in sites(site_ids=None) if site.jurisdictions)
    demand = Demand(own_sites, starts_at, per_day)
    return World(
        seed=0,
        starts_at=starts_at,
        ends_at=ends_at,
        closes_at=closes_at,
        sites=own_sites,
        readers=tuple(_readers(starts_at.date(), days + 1)),
        studies=draw_arrivals(
            Random("demo history"), own_sites, demand, starts_at=starts_at, days=days
        ),
    )


def _site(site: Site) -> SimulatedSite:
    kind, size = KINDS.get(site.slug, ("clinic", 0.6))
    return SimulatedSite(
        site_id=site.id,
        slug=site.slug,
        kind=kind,
        jurisdiction=site.jurisdictions[0],
        time_zone=site.time_zone,
        size=size,
        after_hours=False,
    )


def _readers(starts_on: date, days: int) -> Iterable[SimulatedReader]:
    """Those of the demo's roster, with the credentials they hold."""
    random = Random("demo readers")
    held = {facts.reader_id: facts for facts in reader_facts()}
    for plan in READERS:
        user_id = user_id_for_email(f"{plan.account}@{PRACTICE}.test")
        if user_id is None or user_id not in held:
            continue
        duties = [one for one in plan.duties if one.role == "reading"]
        shifts = tuple(
            ShiftFacts(
                local(day, duty.start_time.hour, plan.time_zone),
                local(day, duty.start_time.hour, plan.time_zone) + timedelta(minutes=duty.minutes),
            )
            for day in (starts_on + timedelta(days=number) for number in range(-1, days + 1))
            for duty in duties
        )
        yield SimulatedReader(
            facts=_as_of_then(held[user_id], shifts),
            time_zone=plan.time_zone,
            pace=random.uniform(0.85, 1.1),
            presence=attend(random, shifts),
        )


def _as_of_then(facts: ReaderFacts, shifts: tuple[ShiftFacts, ...]) -> ReaderFacts:
    return replace(
        facts, location_ends_at=None, available=True, pools=frozenset({NEURO_POOL}), shifts=shifts
    )


def _write_studies(studies: Sequence[SimulatedStudy]) -> None:
    random = Random("demo names")
    patients = {}
    for study in studies:
        person = study.patient
        if person.patient_id not in patients:
            patients[person.patient_id] = _patient(random, study)
    Patient.objects.bulk_create(patients.values(), batch_size=1000)
    Study.objects.bulk_create([_study(study) for study in studies], batch_size=1000)


def _patient(random: Random, study: SimulatedStudy) -> Patient:
    person = study.patient
    family = FAMILY_NAMES[random.randrange(len(FAMILY_NAMES))]
    given = GIVEN_NAMES[person.sex][random.randrange(len(GIVEN_NAMES[person.sex]))]
    number = f"H{person.patient_id.int % 10**7:07d}"
    return Patient(
        id=person.patient_id,
        issuer=ISSUER,
        identity_key=str(person.patient_id),
        patient_id=number,
        name=f"{family}^{given}",
        display_name=f"{family}, {given}",
        birth_date=(study.received_at - timedelta(days=person.age * 365.2425)).date(),
        sex=person.sex,
    )


def _study(study: SimulatedStudy) -> Study:
    made_at = study.received_at - timedelta(minutes=12)
    shown = made_at.astimezone(ZoneInfo(study.site.time_zone))
    return Study(
        id=study.study_id,
        patient_id=study.patient.patient_id,
        site_id=study.site.site_id,
        study_instance_uid=f"2.25.{study.study_id.int}",
        accession_number=f"H{study.study_id.int % 10**8:08d}",
        description=study.procedure.text,
        body_part=study.procedure.body_part,
        modalities=[study.procedure.modality],
        priority=study.priority,
        study_at=made_at,
        study_date=shown.date(),
        study_time=shown.strftime("%H%M%S"),
        headers="{}",
        state=StudyState.COMPLETE,
        first_image_at=made_at,
        last_image_at=study.received_at,
        completed_at=study.received_at,
    )


def _write_tasks(tasks: Sequence[SimulatedTask], signed: Mapping[UUID, Holding]) -> None:
    classes = {work: work_class_id(work) for work in {task.work_classes[-1] for task in tasks}}
    ReadingTask.objects.bulk_create(
        [
            ReadingTask(
                id=task.facts.task_id,
                study_id=task.study.study_id,
                site_id=task.study.site.site_id,
                state=TaskState.COMPLETED,
                priority=task.facts.priority,
                priority_rank=PRIORITY_RANK[task.facts.priority],
                pathway=task.facts.pathway,
                queue_rank=task.facts.queue_rank,
                received_at=task.facts.received_at,
                due_at=task.facts.due_at,
                completed_at=signed[task.facts.task_id].ends_at,
                work_class_id=classes[task.work_classes[-1]],
                procedure_group=task.study.procedure.group,
                minutes=task.facts.minutes,
                rvu=task.facts.rvu,
                patient_class=task.study.patient_class,
                indication=task.study.indication,
            )
            for task in tasks
        ],
        batch_size=1000,
    )


def _write_claims(holdings: Iterable[Holding]) -> None:
    Claim.objects.bulk_create(
        [
            Claim(
                task_id=one.task_id,
                reader_id=one.reader_id,
                claimed_at=one.starts_at,
                heartbeat_at=one.ends_at,
                expires_at=one.ends_at + LEASE,
                ended_at=one.ends_at,
                end_reason=END_REASONS[one.outcome],
            )
            for one in holdings
        ],
        batch_size=1000,
    )
