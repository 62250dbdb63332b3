"""Writing, signing and printing reports; telling sites of critical findings."""

from apps.reporting.services.acknowledgement_links import (
    confirm_by_link,
    look_at_link,
    open_link,
    send_link,
)
from apps.reporting.services.amendments import (
    Signature,
    add_addendum,
    correct_report,
    give_wet_read,
    withdraw_report,
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
from apps.reporting.services.discrepancies import (
    Difference,
    acknowledge_discrepancy,
    cancel_discrepancy,
    communicate_discrepancy,
    note_discrepancy,
    report_discrepancy,
    see_discrepancy,
)
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
    compare_draft,
    compare_version,
    differences_before,
    open_kept_drafts,
    open_report,
    open_version,
    print_version,
    version_pdf,
)
from apps.reporting.services.recommendations import (
    Review,
    change_recommendation,
    drop_recommendation,
    record_recommendation,
    recorded_recommendations,
    review_recommendations,
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
from apps.reporting.services.submissions import (
    end_supervision,
    return_submission,
    submit_report,
    supervise_reader,
)
from apps.reporting.services.templates import ensure_default_templates

__all__ = [
    "OUTPUTS",
    "TAKEN_OVER",
    "Difference",
    "LadderContent",
    "Override",
    "PastReport",
    "Reached",
    "ReportFile",
    "Review",
    "Signature",
    "acknowledge_discrepancy",
    "acknowledge_finding",
    "add_addendum",
    "add_contact",
    "add_ladder",
    "add_named_finding",
    "apply_template",
    "cancel_discrepancy",
    "cancel_finding",
    "change_category",
    "change_contact",
    "change_ladder",
    "change_named_finding",
    "change_recommendation",
    "check_draft",
    "check_text",
    "close_finding",
    "combine_parts",
    "communicate_discrepancy",
    "communicate_finding",
    "compare_draft",
    "compare_version",
    "confirm_by_link",
    "correct_report",
    "create_report",
    "describe_finding",
    "differences_before",
    "drop_recommendation",
    "end_supervision",
    "ensure_critical_policy",
    "ensure_default_templates",
    "export_version",
    "file_version",
    "fire_due_critical_steps",
    "give_wet_read",
    "hand_over_finding",
    "look_at_link",
    "note_discrepancy",
    "open_kept_drafts",
    "open_link",
    "open_report",
    "open_version",
    "print_version",
    "raise_finding",
    "record_attempt",
    "record_recommendation",
    "recorded_recommendations",
    "remove_ladder",
    "report_discrepancy",
    "return_finding",
    "return_submission",
    "review_recommendations",
    "save_draft",
    "see_discrepancy",
    "send_link",
    "sign_report",
    "submit_report",
    "supervise_reader",
    "take_over_reports",
    "version_file",
    "version_pdf",
    "view_finding",
    "withdraw_report",
]
