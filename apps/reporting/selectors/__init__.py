"""Reading reports and critical findings, and letting ids from outside in."""

from apps.reporting.selectors.critical_findings import (
    access_finding,
    critical_findings,
    has_critical_finding,
    later_statements,
    lock_finding,
    statements_for,
)
from apps.reporting.selectors.outputs import filed_object, source_of
from apps.reporting.selectors.reports import (
    VersionFault,
    access_report,
    access_report_for_change,
    access_version,
    editable_report_ids,
    kept_drafts,
    last_version,
    last_version_of_study,
    reports,
    study_of,
    version_faults,
)
from apps.reporting.selectors.templates import (
    access_template,
    active_templates,
    template_for,
    template_version_in_force,
    templates_fitting,
    usable_template,
)

__all__ = [
    "VersionFault",
    "access_finding",
    "access_report",
    "access_report_for_change",
    "access_template",
    "access_version",
    "active_templates",
    "critical_findings",
    "editable_report_ids",
    "filed_object",
    "has_critical_finding",
    "kept_drafts",
    "last_version",
    "last_version_of_study",
    "later_statements",
    "lock_finding",
    "reports",
    "source_of",
    "statements_for",
    "study_of",
    "template_for",
    "template_version_in_force",
    "templates_fitting",
    "usable_template",
    "version_faults",
]
