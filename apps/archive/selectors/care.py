"""Whose images and reports a reader may open: a patient in their care, and no other of the practice.

Being a reader is not enough. What makes a link is work on the patient, which the apps above know and say through
``opens_patients``, or a broken glass. A study that is still arriving is open to all: nobody can have work on it yet.

Who judges a colleague's reading must not learn whose it is: ``blinds_studies`` closes a study in spite of all that, and
of their role, and ``shows_images`` opens the images of studies, and nothing that says who read them.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from datetime import date
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from apps.accounts.actors import Actor
from apps.accounts.capabilities import sees_only_patients_in_care
from apps.archive.models import CareLink, Patient, Study
from apps.archive.states import StudyState
from apps.common.clock import now
from apps.common.errors import NotFound

# What a reader may open they may go on opening for so long without the database being asked: a viewer asks for
# hundreds of frames a second. A refusal is never kept, so that a claim opens the images at once.
OPEN_SECONDS = 5.0
MOST_KEPT = 20_000
ALL, IMAGES = "all", "images"


class NotInCare(NotFound):
    """As good as not there for this reader, who may open it in an emergency: ``patient`` is whose it is."""

    code = "not_in_care"
    title = "This patient is not in your care"

    def __init__(self, patient_id: UUID) -> None:
        super().__init__(
            "You hold no study of this patient and have read none lately, so their images and reports are closed to "
            "you. If you need them now, open them by emergency access, with a reason; managers will see it.",
            patient=str(patient_id),
        )


class ClosedWhileJudged(NotFound):
    """As good as not there for who judges the reading blindly; says nothing of whose it is."""

    code = "closed_while_judged"
    title = "You judge this reading without knowing whose it is"

    def __init__(self) -> None:
        super().__init__(
            "Until it is decided, all that could say who read it is closed to you. If you have to open it, step aside "
            "from the case first."
        )


PatientRule = Callable[[UUID, str], Q]
BlindingRule = Callable[[Actor, str], Q | None]
_rules: list[PatientRule] = []
_blinding: list[BlindingRule] = []
_showing: list[PatientRule] = []
_open_until: OrderedDict[tuple[UUID, UUID, str, str], float] = OrderedDict()


def opens_patients(rule: PatientRule) -> PatientRule:
    """Registers a condition on studies that opens them to a reader; ``path`` leads to the study: ``study__``.

    Rules are asked in the sequence they are registered in: the cheap ones first.
    """
    _rules.append(rule)
    return rule


def blinds_studies(rule: BlindingRule) -> BlindingRule:
    """Registers a condition on studies that closes them to an actor who must not learn who read them; None where it
    never closes any to this actor.
    """
    _blinding.append(rule)
    return rule


def shows_images(rule: PatientRule) -> PatientRule:
    """Registers a condition on studies whose images a reader sees: no report, and no name of a reader in a header."""
    _showing.append(rule)
    return rule


def is_bound_to_care(actor: Actor) -> bool:
    """Whether the actor sees patients in their care only: readers do, unless another of their roles sees all."""
    return actor.user_id is not None and sees_only_patients_in_care(actor.roles)


def sees_every_study(actor: Actor) -> bool:
    """Whether nothing is closed to the actor: neither by care nor because they judge somebody's reading."""
    return not is_bound_to_care(actor) and blinded_studies(actor) is None


def open_studies(actor: Actor, path: str = "") -> Q:
    """The condition on rows whose study lies behind ``path`` that the actor may open it; empty for who sees all."""
    condition = Q()
    for one in _conditions(actor, path) if is_bound_to_care(actor) else ():
        condition |= one
    blinded = blinded_studies(actor, path)
    return condition if blinded is None else condition & ~blinded


def blinded_studies(actor: Actor, path: str = "") -> Q | None:
    """The condition that the actor must not learn who read the study behind ``path``; None where there are none."""
    if actor.user_id is None:
        return None
    found = [one for rule in _blinding if (one := rule(actor, path)) is not None]
    return reduce(or_, found) if found else None


def not_blinded(actor: Actor, path: str = "") -> Q:
    """The condition that nothing keeps the actor from learning who read the study behind ``path``."""
    blinded = blinded_studies(actor, path)
    return Q() if blinded is None else ~blinded


def is_open(actor: Actor, study_uid: str) -> bool:
    """Whether the actor may open the study, as far as care goes; asks the database when it does not know."""
    return _is_allowed(actor, study_uid, ALL)


def are_images_open(actor: Actor, study_uid: str) -> bool:
    """As ``is_open``, where at least the images may be seen."""
    return is_open(actor, study_uid) or _is_allowed(actor, study_uid, IMAGES)


def _is_allowed(actor: Actor, study_uid: str, what: str) -> bool:
    if _is_known(actor, study_uid, what):
        return True
    asked_at = time.monotonic()
    studies: QuerySet[Study] = Study.objects.filter(study_instance_uid=study_uid)
    if what == IMAGES:
        conditions: Iterator[Q] = (rule(actor.require_user(), "") for rule in _showing)
    else:
        conditions = _conditions(actor, "") if is_bound_to_care(actor) else iter([Q()])
        studies = studies.filter(not_blinded(actor))
    # One after the other: the first that opens it spares the dearer ones.
    if not any(studies.filter(one).exists() for one in conditions):
        return False
    key = (actor.tenant_id, actor.require_user(), study_uid, what)
    _open_until[key] = asked_at + OPEN_SECONDS
    _open_until.move_to_end(key)
    while len(_open_until) > MOST_KEPT:
        _open_until.popitem(last=False)
    return True


def _conditions(actor: Actor, path: str) -> Iterator[Q]:
    """Each way to a study, the cheapest first."""
    reader_id = actor.require_user()
    linked = CareLink.objects.filter(
        reader_id=reader_id,
        patient_id=OuterRef(f"{path}patient_id"),
        starts_at__lte=now(),
        ends_at__gt=now(),
    )
    yield Q(**{f"{path}state": StudyState.RECEIVING}) | Q(Exists(linked))
    for rule in _rules:
        yield rule(reader_id, path)


def are_images_known_open(actor: Actor, study_uid: str) -> bool:
    """As ``are_images_open``, without the database: False may mean that it has to be asked."""
    return _is_known(actor, study_uid, IMAGES) or _is_known(actor, study_uid, ALL)


def _is_known(actor: Actor, study_uid: str, what: str) -> bool:
    if (what == IMAGES and not is_bound_to_care(actor)) or sees_every_study(actor):
        return True
    key = (actor.tenant_id, actor.require_user(), study_uid, what)
    return _open_until.get(key, 0.0) > time.monotonic()


def forget_openings() -> None:
    """Asks the database about every study anew."""
    _open_until.clear()


def access_patient(*, patient_id: UUID) -> Patient:
    """A patient of the current tenant, by id; raises ``NotFound``."""
    patient: Patient | None = Patient.objects.filter(id=patient_id).first()
    if patient is None:
        raise NotFound("There is no such patient.")
    return patient


def patients_known_as(*, patient_id: str, birth_date: date) -> list[Patient]:
    """The patients of the practice with this PatientID and birth date, whoever issued the number; at most ten."""
    found: QuerySet[Patient] = Patient.objects.filter(
        patient_id=patient_id, birth_date=birth_date
    ).order_by("issuer", "id")
    return list(found[:10])


def care_links() -> QuerySet[Any]:
    """Every broken glass of the practice, the latest first."""
    found: QuerySet[CareLink] = CareLink.objects.select_related("reader", "patient").order_by(
        "-starts_at", "-id"
    )
    return found
