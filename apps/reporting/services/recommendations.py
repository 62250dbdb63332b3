"""What a draft recommends to be done next, as data beside its text; and the data sealed with the signature.

The words stand in the text, where the reader sees and words them. A signature asks that the text say what the data
say: so a site that reads and a tracker that counts are told the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, cast
from uuid import UUID

from apps.accounts.actors import Actor
from apps.audit.services import record
from apps.common.errors import NotFound
from apps.common.ids import new_id
from apps.reporting.content import Act, AnySection
from apps.reporting.errors import InvalidRecommendation, RecommendationDiffers
from apps.reporting.models import Report, ReportVersion
from apps.reporting.recommending.agreement import SAID, Standing, proposals, standings
from apps.reporting.recommending.recommendation import (
    MOST_PER_REPORT,
    Content,
    Recommendation,
    sentence,
    tidied,
)
from apps.reporting.selectors import access_report, access_report_for_change, study_of
from apps.reporting.services.guards import require_claim, require_unsigned

# As they come from outside; ``key`` names one that was recommended before.
NewRecommendations = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Review:
    """How the recorded recommendations stand to a text, and what the text recommends beside them."""

    standings: list[Standing]
    proposals: list[Content]


def recorded_recommendations(*, actor: Actor, report_id: UUID) -> list[Recommendation]:
    """What the report's draft recommends. Raises ``NotFound``, ``PermissionRefused``."""
    actor.require("report.write")
    return _recorded(access_report(actor=actor, report_id=report_id))


def review_recommendations(
    *, actor: Actor, report_id: UUID, sections: Sequence[AnySection]
) -> Review:
    """``sections`` against what is recorded; nothing is kept. Raises ``NotFound``, ``PermissionRefused``."""
    actor.require("report.write")
    report = access_report(actor=actor, report_id=report_id)
    known = _recorded(report)
    study = study_of(report)
    found = [
        tidied({**one, "body_part": one["body_part"] or study.body_part.lower()})
        for one in proposals(known, sections)
    ]
    return Review(standings(known, sections), found)


def record_recommendation(
    *, actor: Actor, report_id: UUID, content: Mapping[str, Any]
) -> Recommendation:
    """Adds one to the draft; the answer's ``quote`` is the words that the text has to hold.

    Raises ``NotFound``, ``ReportSigned``, ``ClaimRequired``, ``InvalidRecommendation``.
    """
    report = _draft(actor, report_id)
    known = _recorded(report)
    if len(known) >= MOST_PER_REPORT:
        raise InvalidRecommendation(f"A report keeps {MOST_PER_REPORT} recommendations at most.")
    added = _keyed(str(new_id()), _tidied(content))
    _keep(actor, report, [*known, added], "recorded", added["key"])
    return added


def change_recommendation(
    *, actor: Actor, report_id: UUID, key: UUID, content: Mapping[str, Any]
) -> Recommendation:
    """Replaces one's content. A sentence that was made of the old content is made of the new.

    Raises as ``record_recommendation``.
    """
    report = _draft(actor, report_id)
    known = _recorded(report)
    before = _one(known, key)
    said = dict(content)
    if said.get("quote") == sentence(before):
        said["quote"] = ""
    changed = _keyed(before["key"], _tidied(said))
    now_known = [changed if one["key"] == before["key"] else one for one in known]
    _keep(actor, report, now_known, "changed", before["key"])
    return changed


def drop_recommendation(*, actor: Actor, report_id: UUID, key: UUID) -> None:
    """Takes one out of the draft; the text is the reader's. Raises as ``record_recommendation``."""
    report = _draft(actor, report_id)
    known = _recorded(report)
    dropped = _one(known, key)
    _keep(actor, report, [one for one in known if one is not dropped], "dropped", dropped["key"])


def seal_recommendations(act: Act, recorded: Sequence[Any], sections: Sequence[AnySection]) -> None:
    """Puts into ``act`` what is recommended, each with the words of ``sections`` that say it.

    Raises ``RecommendationDiffers``.
    """
    known = cast("list[Recommendation]", recorded)
    found = standings(known, sections)
    if wrong := [asdict(one) for one in found if one.standing != SAID]:
        raise RecommendationDiffers(
            "Let the text say what is recorded, or take the recommendation back; then sign.",
            recommendations=wrong,
        )
    if known:
        act["recommendations"] = [
            {**one, "quote": standing.quote} for one, standing in zip(known, found, strict=True)
        ]


def seal_after_addendum(
    act: Act, latest: ReportVersion, body: str, given: NewRecommendations | None
) -> None:
    """What stands after an addendum: as before, or all of ``given``, of which what is new is said by the addendum.

    Raises ``RecommendationDiffers``, ``InvalidRecommendation``.
    """
    before = _sealed(latest)
    after = before if given is None else _amended(before, given)
    fresh = [one for one in after if one not in before]
    said = Act()
    addendum = {"code": "impression", "title": "", "body": body}
    seal_recommendations(said, fresh, [addendum])
    kept: list[dict[str, Any]] = [dict(one) for one in after if one in before]
    if after:
        act["recommendations"] = [*kept, *said.get("recommendations", [])]


def seal_after_correction(
    act: Act,
    latest: ReportVersion,
    sections: Sequence[AnySection],
    given: NewRecommendations | None,
) -> None:
    """What stands after a correction: of what was, all that the text still says, or all of ``given``.

    Raises ``RecommendationDiffers``, ``InvalidRecommendation``.
    """
    before = _sealed(latest)
    if given is not None:
        return seal_recommendations(act, _amended(before, given), sections)
    still = {one.key for one in standings(before, sections) if one.standing == SAID}
    return seal_recommendations(act, [one for one in before if one["key"] in still], sections)


def _amended(before: list[Recommendation], given: NewRecommendations) -> list[Recommendation]:
    keys = {one["key"] for one in before}
    if len(given) > MOST_PER_REPORT:
        raise InvalidRecommendation(f"A report keeps {MOST_PER_REPORT} recommendations at most.")
    return [
        _keyed(key if (key := str(one.get("key") or "")) in keys else str(new_id()), _tidied(one))
        for one in given
    ]


def _sealed(version: ReportVersion) -> list[Recommendation]:
    return list(version.act.get("recommendations", []))


def _draft(actor: Actor, report_id: UUID) -> Report:
    actor.require("report.write")
    report = access_report_for_change(actor=actor, report_id=report_id)
    require_unsigned(report)
    require_claim(actor=actor, task_id=report.reading_task_id)
    return report


def _recorded(report: Report) -> list[Recommendation]:
    return list(report.draft_recommendations)


def _one(known: Sequence[Recommendation], key: UUID) -> Recommendation:
    for one in known:
        if one["key"] == str(key):
            return one
    raise NotFound("There is no such recommendation in this draft.")


def _tidied(content: Mapping[str, Any]) -> Content:
    try:
        return tidied(content)
    except ValueError as error:
        raise InvalidRecommendation(str(error)) from None


def _keyed(key: str, content: Content) -> Recommendation:
    return Recommendation(key=key, **content)


def _keep(actor: Actor, report: Report, known: list[Recommendation], what: str, key: str) -> None:
    report.draft_recommendations = known
    report.save(update_fields=["draft_recommendations"])
    record(
        actor=actor,
        action=f"report.recommendation_{what}",
        object_type="report",
        object_id=report.id,
        site_id=study_of(report).site_id,
        detail={"study": str(report.study_id), "recommendation": key},
    )
