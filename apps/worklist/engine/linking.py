"""Which tasks can be one reading. Pure: values in, a sentence out."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Joining:
    """What of a task decides whether it can be read together with others.

    ``begun`` names the report whose text has been begun, the same for all that are read together already. ``signed``:
    something of that report is signed, submitted or withdrawn. ``follows``: another read of its study is signed.
    """

    study: UUID
    patient: UUID
    site: UUID
    read_type: str
    workflow: str
    open: bool
    routed: bool
    held: bool
    in_parts: bool
    begun: UUID | None = None
    signed: bool = False
    follows: bool = False


def why_not_linkable(tasks: Sequence[Joining]) -> str:
    """The first reason why these tasks cannot be one reading, as a sentence; empty where they can."""
    alike = (
        (lambda one: one.patient, "They are not of one patient."),
        (lambda one: one.site, "They are not of one site."),
        (lambda one: (one.read_type, one.workflow), "They are not the same kind of read."),
    )
    for value, sentence in alike:
        if len({value(one) for one in tasks}) > 1:
            return sentence
    each = (
        (lambda one: not one.open, "One of them is closed."),
        (
            lambda one: not one.routed,
            "One of them is just being routed; try again in a few seconds.",
        ),
        (lambda one: one.in_parts, "One of them is read in parts; rejoin it first."),
        (lambda one: one.held, "One of them is on hold; resume it first."),
        (lambda one: one.signed, "The report on one of them is signed or submitted already."),
        (lambda one: one.follows, "One of them follows a read that is signed already."),
    )
    for is_so, sentence in each:
        if any(is_so(one) for one in tasks):
            return sentence
    if len({one.study for one in tasks}) < len(tasks):
        return "Two of them are reads of the same study."
    if len({one.begun for one in tasks} - {None}) > 1:
        return "Reports on two of them have been begun; sign one of them by itself."
    return ""
