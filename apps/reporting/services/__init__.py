"""Writing, signing and printing reports; telling sites of critical findings."""

from apps.reporting.services.acknowledgement_links import (
    confirm_by_link,
    look_at_link,
    open_link,
    send_link,
)
from apps.reporting.services.combining import combine_parts
from apps.reporting.services.communication import (
    Reached,
    acknowledge_finding,
    close_finding,
    communicate_finding,
    record_attempt,
)
from apps.reporting.services.critical_findings import (
    cancel_finding,
    describe_finding,
    hand_over_finding,
    raise_finding,
    return_finding,
    view_finding,
)
from apps.reporting.services.critical_policy import (
    add_named_finding,
    change_category,
    change_named_finding,
    ensure_critical_policy,
)
from apps.reporting.services.critical_steps import fire_due_critical_steps
from apps.reporting.services.drafts import apply_template, create_report, save_draft
from apps.reporting.services.outputs import (
    OUTPUTS,
    ReportFile,
    export_version,
    file_version,
    version_file,
)
from apps.reporting.services.past import TAKEN_OVER, PastReport, take_over_reports
from apps.reporting.services.reading import (
    open_kept_drafts,
    open_report,
    open_version,
    print_version,
    version_pdf,
)
from apps.reporting.services.report_checks import Override, check_draft, check_text
from apps.reporting.services.signing import sign_report
from apps.reporting.services.site_contacts import (
    LadderContent,
    add_contact,
    add_ladder,
    change_contact,
    change_ladder,
    remove_ladder,
)
from apps.reporting.services.templates import ensure_default_templates

__all__ = [
    "OUTPUTS",
    "TAKEN_OVER",
    "LadderContent",
    "Override",
    "PastReport",
    "Reached",
    "ReportFile",
    "acknowledge_finding",
    "add_contact",
    "add_ladder",
    "add_named_finding",
    "apply_template",
    "cancel_finding",
    "change_category",
    "change_contact",
    "change_ladder",
    "change_named_finding",
    "check_draft",
    "check_text",
    "close_finding",
    "combine_parts",
    "communicate_finding",
    "confirm_by_link",
    "create_report",
    "describe_finding",
    "ensure_critical_policy",
    "ensure_default_templates",
    "export_version",
    "file_version",
    "fire_due_critical_steps",
    "hand_over_finding",
    "look_at_link",
    "open_kept_drafts",
    "open_link",
    "open_report",
    "open_version",
    "print_version",
    "raise_finding",
    "record_attempt",
    "remove_ladder",
    "return_finding",
    "save_draft",
    "send_link",
    "sign_report",
    "take_over_reports",
    "version_file",
    "version_pdf",
    "view_finding",
]
