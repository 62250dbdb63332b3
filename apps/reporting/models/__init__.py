"""Templates, reports and their signed versions; macros; discrepancies; critical findings and whom to tell."""

from apps.reporting.models.contacts import ContactLadder, LadderRung, SiteContact
from apps.reporting.models.critical_findings import (
    AcknowledgementLink,
    CommunicationStatement,
    CriticalAttempt,
    CriticalFinding,
    CriticalStep,
)
from apps.reporting.models.critical_policy import CriticalCategory, NamedFinding
from apps.reporting.models.discrepancies import Discrepancy
from apps.reporting.models.macros import ReportMacro
from apps.reporting.models.reports import KeptDraft, Report, ReportVersion
from apps.reporting.models.submissions import Submission, SupervisedReader
from apps.reporting.models.templates import ReportTemplate, ReportTemplateVersion

__all__ = [
    "AcknowledgementLink",
    "CommunicationStatement",
    "ContactLadder",
    "CriticalAttempt",
    "CriticalCategory",
    "CriticalFinding",
    "CriticalStep",
    "Discrepancy",
    "KeptDraft",
    "LadderRung",
    "NamedFinding",
    "Report",
    "ReportMacro",
    "ReportTemplate",
    "ReportTemplateVersion",
    "ReportVersion",
    "SiteContact",
    "Submission",
    "SupervisedReader",
]
