"""A difference between two readings: noted, told to the site, acknowledged by it; the earlier reader learns of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from apps.accounts.actors import Actor
from apps.audit.services import record
from apps.common.clock import now
from apps.common.errors import NotFound, Unprocessable
from apps.common.outbox import publish
from apps.common.states import advance, next_state
from apps.reporting.content import (
    DISCREPANCY,
    AnySection,
    Section,
    sealed_section,
    written_sections,
)
from apps.reporting.differences import section_differences
from apps.reporting.errors import (
    AnswerAwaited,
    DifferenceRequired,
    NothingSigned,
    PersonRequired,
    ReasonRequired,
)
from apps.reporting.events import (
    DiscrepancyAcknowledged,
    DiscrepancyCanceled,
    DiscrepancyCommunicated,
    DiscrepancyNoted,
)
from apps.reporting.key_images.difference import AnyKeyImage, are_other_key_images
from apps.reporting.models import Discrepancy, Report, ReportVersion
from apps.reporting.pdf.page import moment
from apps.reporting.selectors import access_report, last_version, last_version_of_study
from apps.reporting.selectors.discrepancies import (
    earlier_version,
    lock_discrepancy,
    version_before,
)
from apps.reporting.services.guards import require_reason
from apps.reporting.states import DISCREPANCY_TRANSITIONS, DiscrepancyState, ReportState

AGREES = "none"
KIND_WORDS = {"wet_read": "wet read", "preliminary": "preliminary report"}


@dataclass(frozen=True, slots=True)
class Difference:
    """What a signer says of the earlier read: ``none``, ``minor`` or ``major``, and in words what differs."""

    severity: str
    description: str = ""


def earlier_to_compare(
    report: Report, *, kind: str, text: Sequence[AnySection], difference: Difference | None
) -> ReportVersion | None:
    """The read that the signer speaks of; None where nothing is said, and nothing need be.

    A final text that is not word for word the earlier read's, or points at other key images, needs an answer.
    Raises ``NothingSigned``, ``ReasonRequired``, ``DifferenceRequired``.
    """
    if difference is None:
        if kind == ReportState.FINAL:
            _require_same(earlier_version(report), text, report.draft_key_images)
        return None
    _require_words(difference)
    earlier = earlier_version(report)
    if earlier is None:
        raise NothingSigned("There is no earlier read of this study to compare with.")
    return earlier


def difference_section(difference: Difference, earlier: ReportVersion) -> list[Section]:
    """What the report itself says of it; nothing where the readings agree."""
    if difference.severity == AGREES:
        return []
    zone = ZoneInfo(earlier.identity["site"]["time_zone"])
    kind = KIND_WORDS.get(earlier.kind, "report")
    body = (
        f"{difference.severity.capitalize()} difference from the {kind} signed by "
        f"{earlier.signer_name} on {moment(earlier.signed_at, zone)}: {difference.description.strip()}"
    )
    return [sealed_section(DISCREPANCY, body)]


def note_difference(
    *, actor: Actor, version: ReportVersion, earlier: ReportVersion, difference: Difference
) -> Discrepancy | None:
    """Keeps what was said at a signature; None where the readings agree."""
    if difference.severity == AGREES:
        return None
    return _note(actor, source="reader", difference=difference, earlier=earlier, later=version)


def note_discrepancy(*, actor: Actor, report_id: UUID, difference: Difference) -> Discrepancy:
    """A reader says, after the signature, where a signed report differs from the read before it.

    Raises ``NotFound``, ``NothingSigned``, ``ReasonRequired``, ``Unprocessable``.
    """
    actor.require("discrepancy.note")
    report = access_report(actor=actor, report_id=report_id)
    _require_difference(difference)
    later = last_version(report_id=report.id)
    earlier = version_before(later) if later else None
    if earlier is None:
        raise NothingSigned("There are no two signed texts to compare yet.")
    return _note(actor, source="reader", difference=difference, earlier=earlier, later=later)


def report_discrepancy(*, actor: Actor, study_id: UUID, difference: Difference) -> Discrepancy:
    """The site says what in the latest report is not as they know it. Raises ``NotFound``, ``ReasonRequired``."""
    actor.require("discrepancy.report")
    version = last_version_of_study(study_id=study_id)
    if version is None or not actor.may_enter_site(version.report.study.site_id):
        raise NotFound("There is no report on this study yet.")
    _require_difference(difference)
    return _note(actor, source="site", difference=difference, earlier=version, later=None)


def communicate_discrepancy(
    *, actor: Actor, discrepancy_id: UUID, channel: str, person: str = "", answer: str = ""
) -> Discrepancy:
    """Somebody at the site was told, or what the site reported was answered.

    Raises ``NotFound``, ``PersonRequired`` (a major one is told to a person), ``ReasonRequired`` (the site wants an
    answer), ``IllegalTransition``.
    """
    actor.require("discrepancy.communicate")
    found = lock_discrepancy(actor=actor, discrepancy_id=discrepancy_id)
    next_state(DISCREPANCY_TRANSITIONS, found.state, "communicate")
    if found.source == "site" and not answer.strip():
        raise ReasonRequired("Write what the practice answers.")
    if found.source == "reader" and found.severity == "major" and not person.strip():
        raise PersonRequired("Write the name of the person who was told.")
    advance(found, DISCREPANCY_TRANSITIONS, "communicate")
    found.communicated_at, found.communicated_by_id = now(), actor.user_id
    found.channel, found.person, found.answer = channel, person.strip(), answer.strip()
    _keep(actor, found, "communicated", channel=channel)
    publish(DiscrepancyCommunicated(discrepancy_id=found.id, study_id=found.study_id))
    return found


def acknowledge_discrepancy(*, actor: Actor, discrepancy_id: UUID) -> Discrepancy:
    """The site confirms that it knows; again, it changes nothing. Raises ``NotFound``, ``AnswerAwaited``,
    ``IllegalTransition``.
    """
    actor.require("report.acknowledge")
    found = lock_discrepancy(actor=actor, discrepancy_id=discrepancy_id)
    if found.state == DiscrepancyState.ACKNOWLEDGED:
        return found
    if found.source == "site" and found.state == DiscrepancyState.NOTED:
        raise AnswerAwaited("Wait for the practice's answer, then confirm it.")
    advance(found, DISCREPANCY_TRANSITIONS, "acknowledge")
    found.acknowledged_at, found.acknowledged_by = now(), actor.name
    _keep(actor, found, "acknowledged")
    publish(DiscrepancyAcknowledged(discrepancy_id=found.id, study_id=found.study_id))
    return found


def cancel_discrepancy(*, actor: Actor, discrepancy_id: UUID, reason: str) -> Discrepancy:
    """It was noted in error. Raises ``NotFound``, ``ReasonRequired``, ``IllegalTransition``."""
    actor.require("discrepancy.note")
    why = require_reason(reason)
    found = lock_discrepancy(actor=actor, discrepancy_id=discrepancy_id)
    advance(found, DISCREPANCY_TRANSITIONS, "cancel")
    found.reason = why[:500]
    _keep(actor, found, "canceled")
    publish(DiscrepancyCanceled(discrepancy_id=found.id, study_id=found.study_id))
    return found


def see_discrepancy(*, actor: Actor, discrepancy_id: UUID) -> Discrepancy:
    """The earlier reader has seen it; again, or by anybody else, it changes nothing. Raises ``NotFound``."""
    actor.require("discrepancy.view")
    found = lock_discrepancy(actor=actor, discrepancy_id=discrepancy_id)
    if found.seen_at is None and found.earlier_reader_id == actor.user_id:
        found.seen_at = now()
        _keep(actor, found, "seen")
    return found


def _note(
    actor: Actor,
    *,
    source: str,
    difference: Difference,
    earlier: ReportVersion,
    later: ReportVersion | None,
) -> Discrepancy:
    report = later.report if later else earlier.report
    found: Discrepancy = Discrepancy.objects.create(
        report=report,
        study_id=report.study_id,
        site_id=UUID(earlier.identity["site"]["id"]),
        source=source,
        severity=difference.severity,
        description=difference.description.strip(),
        earlier_version=earlier,
        later_version=later,
        earlier_reader_id=earlier.signer_id,
        noted_by_id=actor.require_user(),
    )
    _audit(actor, found, "noted", source=source)
    publish(DiscrepancyNoted(discrepancy_id=found.id, study_id=found.study_id, source=source))
    return found


def _require_difference(difference: Difference) -> None:
    if difference.severity == AGREES:
        raise Unprocessable("A discrepancy is minor or major.", code="unknown_severity")
    _require_words(difference)


def _require_same(
    earlier: ReportVersion | None, text: Sequence[AnySection], images: Sequence[AnyKeyImage]
) -> None:
    if earlier is None:
        return
    changes = section_differences(written_sections(earlier.sections), text)
    others = are_other_key_images(earlier.act.get("key_images", ()), images)
    if others or any(one["changed"] for one in changes):
        raise DifferenceRequired(
            "Compare with the earlier read, and say whether they agree or the difference is minor or major."
        )


def _require_words(difference: Difference) -> None:
    if difference.severity != AGREES and not difference.description.strip():
        raise ReasonRequired("Say in a few words what differs.")


def _keep(actor: Actor, found: Discrepancy, action: str, **detail: Any) -> None:
    found.save()
    _audit(actor, found, action, **detail)


def _audit(actor: Actor, found: Discrepancy, action: str, **detail: Any) -> None:
    record(
        actor=actor,
        action=f"discrepancy.{action}",
        object_type="discrepancy",
        object_id=found.id,
        site_id=found.site_id,
        detail={"study": str(found.study_id), "severity": found.severity, **detail},
    )
