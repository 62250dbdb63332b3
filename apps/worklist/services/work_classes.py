"""Keeping kinds of work as rows."""

import hashlib
import json
from dataclasses import replace
from uuid import UUID

from django.db import IntegrityError, transaction

from apps.worklist.engine.facts import SkillNeed, WorkClass
from apps.worklist.models import ReadingTask, WorkClassRecord
from apps.worklist.selectors.facts import skill_needs
from apps.worklist.selectors.work_classes import work_class_of


def work_class_id(work: WorkClass) -> UUID:
    """The id of the row that says ``work``; written when it is new, once however many ask at a time."""
    content = _content(work)
    key = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
    found: WorkClassRecord | None = WorkClassRecord.objects.filter(key=key).first()
    if found is None:
        try:
            with transaction.atomic():
                found = WorkClassRecord.objects.create(key=key, **content)
        except IntegrityError:
            found = WorkClassRecord.objects.get(key=key)
    return found.id


def reclass(task: ReadingTask) -> None:
    """Finds the task's kind of work anew after its pool, needs or read type changed; the caller saves."""
    old = work_class_of(task)
    task.work_class_id = work_class_id(
        replace(old, pool=task.pool, needs=skill_needs(task.needs), read_type=task.read_type)
    )


def _content(work: WorkClass) -> dict[str, object]:
    return {
        "site_id": str(work.site_id),
        "jurisdictions": sorted(work.jurisdictions),
        "modalities": sorted(work.modalities),
        "procedure_group": work.procedure_group,
        "body_part": work.body_part,
        "read_type": work.read_type,
        "age_group": work.age_group,
        "pool": work.pool,
        "needs": [{"skill": need.skill, "level": need.level} for need in _ordered(work.needs)],
    }


def _ordered(needs: tuple[SkillNeed, ...]) -> list[SkillNeed]:
    return sorted(needs, key=lambda need: (need.skill, need.level))
