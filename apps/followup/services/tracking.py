"""From a signed version to the follow-ups that run: what it recommends is opened, what it no longer does is ended.

Everything is settled from the reading that stands, so that events may come twice or in any order.
"""

from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from apps.accounts.actors import Actor
from apps.archive.models import Study
from apps.common.outbox import publish
from apps.followup.events import FollowUpOpened
from apps.followup.models import FollowUp
from apps.followup.services.matching import look_for_answers
from apps.followup.services.records import audit, end, log, settle
from apps.followup.services.steps import lay_steps, withdraw_steps
from apps.reporting.models import ReportVersion
from apps.reporting.recommending.intervals import window
from apps.reporting.recommending.recommendation import Recommendation, interval_of
from apps.reporting.selectors import last_version_of_study

COPIED = (
    *("finding", "modality", "procedure", "body_part", "laterality"),
    *("first", "last", "unit", "reason", "urgency", "guideline"),
)


def follow_version(*, actor: Actor, study_id: UUID) -> list[FollowUp]:
    """Makes the study's follow-ups what its standing report recommends; answers those that run. A second call changes
    nothing.
    """
    study: Study = (
        Study.objects.select_for_update(of=("self",), no_key=True)
        .select_related("site", "patient")
        .get(id=study_id)
    )
    standing = last_version_of_study(study_id=study.id)
    if standing and standing.report.study_id != study.id:
        # What a report on several studies recommends is followed once, with the report's own study.
        standing = None
    wanted: dict[UUID, Recommendation] = {
        UUID(one["key"]): one
        for one in (standing.act.get("recommendations", []) if standing else [])
    }
    running = {
        one.key: one
        for one in FollowUp.objects.select_for_update(of=("self",))
        .select_related("site")
        .filter(study=study, ended_at=None)
    }
    known = set(
        FollowUp.objects.filter(study=study, key__in=wanted)
        .exclude(state__in=["superseded", "canceled"])
        .values_list("key", flat=True)
    )
    for key, follow_up in running.items():
        if key not in wanted or _differs(follow_up, wanted[key]):
            _end(actor, follow_up, "supersede" if standing else "cancel")
    for key, said in wanted.items():
        before = running.get(key)
        if before and not before.ended_at:
            _said_again(before, standing, said)
        elif standing and (before or key not in known):
            _open(actor, study, standing, key, said)
    return list(FollowUp.objects.filter(study=study, ended_at=None))


def _differs(follow_up: FollowUp, said: Recommendation) -> bool:
    """Another wording is the same recommendation; another modality or interval is another one."""
    return any(getattr(follow_up, name) != dict(said)[name] for name in COPIED)


def _said_again(follow_up: FollowUp, version: ReportVersion | None, said: Recommendation) -> None:
    if version and follow_up.version_id != version.id:
        follow_up.version, follow_up.quote = version, said["quote"]
        follow_up.save(update_fields=["version", "quote"])


def _end(actor: Actor, follow_up: FollowUp, action: str) -> None:
    end(actor, follow_up, action)
    withdraw_steps(follow_up)
    settle(actor, follow_up, str(follow_up.state))


def _open(
    actor: Actor, study: Study, version: ReportVersion, key: UUID, said: Recommendation
) -> None:
    examined_on = study.study_date or _signed_on(version)
    interval = interval_of(said)
    days = window(examined_on, interval) if interval else None
    content: dict[str, Any] = {name: dict(said)[name] for name in COPIED}
    follow_up = FollowUp(
        study=study,
        site=study.site,
        version=version,
        key=key,
        **content,
        quote=said["quote"],
        examined_on=examined_on,
        not_before=days.not_before if days else None,
        due_on=days.due_on if days else None,
        late_after=days.late_after if days else None,
        recommended_by_id=version.signer_id,
        recommended_at=version.signed_at,
    )
    follow_up.save(force_insert=True)
    log(actor, follow_up, "opened")
    audit(actor, follow_up, "opened", version=version.number)
    publish(FollowUpOpened(follow_up_id=follow_up.id, study_id=study.id))
    lay_steps(follow_up)
    look_for_answers(actor=actor, follow_up=follow_up)


def _signed_on(version: ReportVersion) -> Any:
    return version.signed_at.astimezone(ZoneInfo(version.identity["site"]["time_zone"])).date()
