"""The practice's study types, and the rules by which they are known."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from apps.accounts.actors import Actor
from apps.audit.services import record
from apps.billing.errors import FileRefused, UnknownReference
from apps.billing.models import StudyType, StudyTypeRule
from apps.billing.rate_file import read_procedures
from apps.billing.selectors.rate_cards import access_study_type
from apps.common.errors import Conflict


def create_study_type(*, actor: Actor, code: str, name: str) -> StudyType:
    """Raises ``Conflict`` where there is one of this code."""
    actor.require("billing.manage")
    made = StudyType(code=code.strip(), name=name.strip())
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise Conflict("There is a study type of this code.", code="code_taken") from None
    _audit(actor, "study_type.created", made.id, code=made.code)
    return made


def edit_study_type(*, actor: Actor, study_type_id: UUID, name: str, active: bool) -> StudyType:
    """Its code stays: files and price lists name it. Raises ``NotFound``."""
    actor.require("billing.manage")
    found = access_study_type(study_type_id)
    found.name, found.active = name.strip(), active
    found.save(update_fields=["name", "active"])
    _audit(actor, "study_type.edited", found.id, active=active)
    return found


def replace_type_rules(*, actor: Actor, rules: Sequence[Mapping[str, Any]]) -> list[StudyTypeRule]:
    """All rules from now on, in their order. What is booked stays. Raises ``UnknownReference``."""
    actor.require("billing.manage")
    named = {one["study_type"] for one in rules}
    if named - set(StudyType.objects.filter(id__in=named).values_list("id", flat=True)):
        raise UnknownReference("A rule names a study type that does not exist.")
    StudyTypeRule.objects.all().delete()
    made = StudyTypeRule.objects.bulk_create(
        [
            StudyTypeRule(rank=rank, study_type_id=one["study_type"], **_conditions(one))
            for rank, one in enumerate(rules, start=1)
        ]
    )
    _audit(actor, "study_type_rules.replaced", actor.tenant_id, rules=len(made))
    return made


def import_procedures(*, actor: Actor, content: bytes) -> int:
    """Adds study types and rules out of a CSV file, after those there are; a code that is known keeps its id and takes
    the file's name. Answers how many rows. Raises ``FileRefused`` with what is wrong in which row.
    """
    actor.require("billing.manage")
    found = read_procedures(content)
    if found.errors or not found.procedures:
        raise FileRefused(
            "Mend these rows and send the file again; nothing was taken over."
            if found.errors
            else "There is no procedure in it.",
            rows=[
                {"row": one.row, "column": one.column, "code": one.code, "message": one.message}
                for one in found.errors[:200]
            ],
        )
    last = StudyTypeRule.objects.order_by("-rank").values_list("rank", flat=True).first() or 0
    for place, row in enumerate(found.procedures, start=1):
        study_type, _ = StudyType.objects.update_or_create(
            code=row.code, defaults={"name": row.name, "active": True}
        )
        StudyTypeRule.objects.create(
            rank=last + place,
            study_type=study_type,
            modality=row.modality,
            body_part=row.body_part,
            words=row.words,
            procedure=row.procedure,
        )
    _audit(actor, "study_types.imported", actor.tenant_id, rows=len(found.procedures))
    return len(found.procedures)


def _conditions(one: Mapping[str, Any]) -> dict[str, str]:
    return {name: one.get(name, "") for name in ("modality", "body_part", "words", "procedure")}


def _audit(actor: Actor, action: str, object_id: UUID, **detail: Any) -> None:
    record(
        actor=actor,
        action=action,
        object_type="billing",
        object_id=object_id,
        detail=detail,
    )
