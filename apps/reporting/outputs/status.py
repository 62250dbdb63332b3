"""What each kind of signed version is called in each standard. A new kind is a new row."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Status:
    """One kind in every standard's words.

    ``fhir_report`` DiagnosticReport.status, ``fhir_document`` Composition.status (HL7 FHIR R4). ``complete``,
    ``verified``, ``preliminary``: Completion Flag (0040,A491), Verification Flag (0040,A493) and Preliminary Flag
    (0040,A496) of PS3.3 C.17.2. ``hl7_result`` OBR-25 (table 0123), ``hl7_observation`` OBX-11 (table 0085), HL7 v2.5.
    """

    fhir_report: str
    fhir_document: str
    complete: bool
    verified: bool
    preliminary: bool
    hl7_result: str
    hl7_observation: str


# A preliminary version is signed too, but is called unverified: older receivers know no Preliminary Flag, and would
# show a verified document as the final report.
_PROVISIONAL = Status("preliminary", "preliminary", False, False, True, "P", "P")

STATUSES: Mapping[str, Status] = {
    "wet_read": _PROVISIONAL,
    "preliminary": _PROVISIONAL,
    "final": Status("final", "final", True, True, False, "F", "F"),
    "addendum": Status("appended", "amended", True, True, False, "F", "F"),
    "correction": Status("corrected", "amended", True, True, False, "C", "C"),
    "withdrawal": Status("entered-in-error", "entered-in-error", True, True, False, "C", "W"),
}


def status_of(kind: str) -> Status:
    """The row of a version's kind. Raises ``KeyError`` for a kind that no standard was asked about yet."""
    return STATUSES[kind]
