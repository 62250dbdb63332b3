"""Recommendations signed in the last year, one in each state that the tracker shows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, cast

from apps.accounts.actors import Actor
from apps.archive.models import Study
from apps.common.clock import frozen_at, now
from apps.common.ids import new_id
from apps.common.isolation import required_tenant_id
from apps.delivery.services import take_over_deliveries
from apps.followup import services
from apps.followup.models import FollowUp
from apps.followup.services.steps import fire_due_follow_up_steps
from apps.reporting.content import SECTION_TITLES, Section
from apps.reporting.recommending.recommendation import EMPTY, Recommendation, sentence, tidied
from apps.reporting.services import PastReport, take_over_reports
from apps.worklist.models import ReadingTask
from apps.worklist.services import create_reading_task
from apps.worklist.services.clocks import close_clocks
from apps.worklist.states import TaskState
from teleread.demo_history.wording import DEMONSTRATION
from teleread.demo_scenes.studies import Made, make_patient, make_study

SYSTEM = "demo"


@dataclass(frozen=True, slots=True)
class Scene:
    """Recommended ``days`` ago in ``months`` (None: no time was said), and what became of it."""

    patient: str
    sex: str
    finding: str
    made: tuple[str, str, str]
    modality: str
    body_part: str
    months: int | None
    days: int
    then: Callable[[Actor, FollowUp], Any] | None = None


def _schedule(site: Actor, follow_up: FollowUp) -> None:
    services.schedule_follow_up(
        actor=site, follow_up_id=follow_up.id, day=_today() + timedelta(days=6), note="09:30"
    )


def _decline(site: Actor, follow_up: FollowUp) -> None:
    services.note_contact(
        actor=site, follow_up_id=follow_up.id, channel="phone", person="patient", note=""
    )
    services.decline_follow_up(
        actor=site, follow_up_id=follow_up.id, reason="The patient does not want it."
    )


def _dismiss(site: Actor, follow_up: FollowUp) -> None:
    services.dismiss_follow_up(
        actor=site, follow_up_id=follow_up.id, reason="Operated on meanwhile."
    )


def _made_again(description: str, modality: str, body_part: str) -> Callable[..., None]:
    """A later study of the patient has come."""

    def come(site: Actor, follow_up: FollowUp) -> None:
        patient = follow_up.study.patient
        study = make_study(
            patient, Made(description, modality, body_part, _today() - timedelta(days=2))
        )
        services.match_study(actor=Actor.system(required_tenant_id(), SYSTEM), study_id=study.id)

    return come


CT_CHEST = ("CT chest", "CT", "CHEST")
CT_ABDOMEN = ("CT abdomen and pelvis", "CT", "ABDOMEN")
US_THYROID = ("Ultrasound thyroid", "US", "NECK")
SCENES = (
    Scene("Quinn^Nora", "F", "5 mm nodule", CT_CHEST, "CT", "chest", 12, 30),
    Scene("Daly^Sean", "M", "7 mm nodule", CT_CHEST, "CT", "chest", 6, 170),
    Scene("Vogel^Ines", "F", "renal cyst", CT_ABDOMEN, "US", "kidney", 6, 300),
    Scene("Okoro^Ada", "F", "adrenal nodule", CT_ABDOMEN, "CT", "abdomen", 6, 175, _schedule),
    Scene(
        *("Ferri^Luca", "M", "8 mm nodule", CT_CHEST, "CT", "chest", 6, 190),
        _made_again(*CT_CHEST),
    ),
    Scene(
        *("Hahn^Berta", "F", "liver lesion", CT_ABDOMEN, "MR", "liver", 3, 95),
        _made_again("CT abdomen", "CT", "ABDOMEN"),
    ),
    Scene("Lund^Per", "M", "thyroid nodule", US_THYROID, "US", "thyroid", 12, 360, _decline),
    Scene("Reyes^Sol", "F", "ovarian cyst", CT_ABDOMEN, "US", "pelvis", 2, 70, _dismiss),
    Scene("Brady^Tom", "M", "pleural plaque", CT_CHEST, "CT", "chest", None, 40),
)


def write_follow_ups(*, reader: Actor, site: Actor) -> int:
    """Signs them as of their days and lets follow what followed; answers how many reports."""
    for scene in SCENES:
        _play(scene, reader, site)
    fire_due_follow_up_steps()
    return len(SCENES)


def _play(scene: Scene, reader: Actor, site: Actor) -> None:
    day = _today() - timedelta(days=scene.days)
    patient = make_patient(scene.patient, sex=scene.sex, born=date(1961, 4, 12))
    study = make_study(patient, Made(*scene.made, day))
    signed_at = datetime.combine(day, time(6, 48), tzinfo=UTC)
    system = Actor.system(required_tenant_id(), SYSTEM)
    with frozen_at(signed_at):
        _sign(scene, study, reader, system, signed_at)
        [follow_up] = services.follow_version(actor=system, study_id=study.id)
    if scene.then:
        fire_due_follow_up_steps()
        scene.then(site, FollowUp.objects.select_related("study__patient").get(id=follow_up.id))


def _sign(scene: Scene, study: Study, reader: Actor, system: Actor, signed_at: datetime) -> None:
    task = create_reading_task(actor=system, study_id=study.id, received_at=study.completed_at)
    close_clocks(task=task)
    task.state, task.completed_at = TaskState.COMPLETED, signed_at
    ReadingTask.objects.filter(id=task.id).update(
        state=TaskState.COMPLETED, completed_at=signed_at, assigned_to=None
    )
    said = _recommendation(scene)
    bodies = {
        "technique": f"{scene.made[0]}.",
        "findings": f"{scene.finding.capitalize()}. Otherwise unremarkable.",
        "impression": f"{scene.finding.capitalize()}. {said['quote']}\n{DEMONSTRATION}",
    }
    past = PastReport(
        task=task,
        template=None,
        sections=[
            Section(code=code, title=title, body=bodies.get(code, ""))
            for code, title in SECTION_TITLES.items()
        ],
        signer_id=reader.require_user(),
        signer_name=reader.name,
        begun_at=signed_at - timedelta(minutes=6),
        signed_at=signed_at,
        recommendations=[said],
    )
    take_over_reports(actor=system, reports=[past])
    take_over_deliveries(actor=system, study_ids=[study.id])


def _recommendation(scene: Scene) -> Recommendation:
    content = tidied(
        {
            **EMPTY,
            "finding": scene.finding,
            "modality": scene.modality,
            "body_part": scene.body_part,
            "first": scene.months,
            "last": scene.months,
            "unit": "months" if scene.months else "",
        }
    )
    said = {**content, "quote": sentence(content), "key": str(new_id())}
    return cast("Recommendation", said)


def _today() -> date:
    return now().date()
