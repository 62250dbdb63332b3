"""Taking over the scores of an older system, each once."""

from dataclasses import dataclass

from django.db.models import F

from apps.accounts.actors import Actor
from apps.accounts.models import Membership
from apps.audit.services import record
from apps.common.clock import now
from apps.peer_review.errors import LegacyLinesWrong
from apps.peer_review.legacy_scores import LegacyError, LegacyScore, read_legacy
from apps.peer_review.models import ImportedScore

MOST_ERRORS_SHOWN = 100
_BATCH = 1000


@dataclass(frozen=True, slots=True)
class LegacyFile:
    """``new`` would be taken over; ``known``: how many were taken over before."""

    new: list[LegacyScore]
    known: int
    errors: list[LegacyError]


def preview_legacy(*, actor: Actor, text: str) -> LegacyFile:
    """What importing this file would do."""
    actor.require("review.manage")
    members = Membership.objects.filter(roles__contains=["reader"]).annotate(mail=F("user__email"))
    readers = {mail.lower(): user_id for mail, user_id in members.values_list("mail", "user_id")}
    found, errors = read_legacy(text, readers, now().date())
    known: set[str] = set()
    for start in range(0, len(found), _BATCH):
        references = [one.reference for one in found[start : start + _BATCH]]
        stored = ImportedScore.objects.filter(reference__in=references)
        known |= set(stored.values_list("reference", flat=True))
    new = [one for one in found if one.reference not in known]
    return LegacyFile(new, len(known), errors)


def import_legacy(*, actor: Actor, text: str) -> LegacyFile:
    """Takes over what is new; again, it changes nothing. Raises ``LegacyLinesWrong``: all of a file or none of it."""
    file = preview_legacy(actor=actor, text=text)
    if file.errors:
        raise LegacyLinesWrong(
            "Mend these lines and import the file again.",
            lines=[{"line": one.line, "text": one.text} for one in file.errors[:MOST_ERRORS_SHOWN]],
        )
    person = actor.require_user()
    rows = [
        ImportedScore(
            reference=one.reference,
            reader_id=one.reader_id,
            reviewed_on=one.reviewed_on,
            modality=one.modality,
            legacy_score=one.legacy_score,
            score=one.score,
            imported_by_id=person,
        )
        for one in file.new
    ]
    # Of two imports of one file at the same time, the database takes each line once.
    ImportedScore.objects.bulk_create(rows, batch_size=_BATCH, ignore_conflicts=True)
    record(
        actor=actor,
        action="review.imported",
        object_type="tenant",
        object_id=actor.tenant_id,
        detail={"new": len(file.new), "known": file.known},
    )
    return file
