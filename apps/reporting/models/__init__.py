"""Templates, reports and their signed versions; critical findings and whom to tell of them."""

from apps.reporting.models.contacts import ContactLadder, LadderRung, SiteContact
from apps.reporting.models.critical_findings import (
    AcknowledgementLink,
    CommunicationStatement,
    CriticalAttempt,
    CriticalFinding,
    CriticalStep,
)
from apps.reporting.models.critical_policy import CriticalCategory, NamedFinding
from apps.reporting.models.reports import KeptDraft, Report, ReportTemplate, ReportVersion

__all__ = [
    "AcknowledgementLink",
    "CommunicationStatement",
    "ContactLadder",
    "CriticalAttempt",
    "CriticalCategory",
    "CriticalFinding",
    "CriticalStep",
    "KeptDraft",
    "LadderRung",
    "NamedFinding",
    "Report",
    "ReportTemplate",
    "ReportVersion",
    "SiteContact",
]
