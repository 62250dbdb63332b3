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
from apps.reporting.services.key_image_pictures import picture_at
from apps.reporting.services.macros import (
    add_macro,
    change_macro,
    macros_for_report,
    preview_macro,
    remove_macro,
)
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
    show_key_image,
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
from apps.reporting.services.shipped_templates import add_shipped_templates
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
from apps.reporting.services.template_editing import (
    create_template,
    discard_template_draft,
    publish_template,
    restore_template,
    retire_template,
    roll_back_template,
    save_template_draft,
)
from apps.reporting.services.template_exchange import (
    export_template,
    import_template,
    require_template_size,
)
from apps.reporting.services.templates import (
    compare_template,
    ensure_default_templates,
    open_templates,
    open_templates_for_report,
    trial_template,
)

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
    "add_macro",
    "add_named_finding",
    "add_shipped_templates",
    "apply_template",
    "cancel_discrepancy",
    "cancel_finding",
    "change_category",
    "change_contact",
    "change_ladder",
    "change_macro",
    "change_named_finding",
    "change_recommendation",
    "check_draft",
    "check_text",
    "close_finding",
    "combine_parts",
    "communicate_discrepancy",
    "communicate_finding",
    "compare_draft",
    "compare_template",
    "compare_version",
    "confirm_by_link",
    "correct_report",
    "create_report",
    "create_template",
    "describe_finding",
    "differences_before",
    "discard_template_draft",
    "drop_recommendation",
    "end_supervision",
    "ensure_critical_policy",
    "ensure_default_templates",
    "export_template",
    "export_version",
    "file_version",
    "fire_due_critical_steps",
    "give_wet_read",
    "hand_over_finding",
    "import_template",
    "look_at_link",
    "macros_for_report",
    "note_discrepancy",
    "open_kept_drafts",
    "open_link",
    "open_report",
    "open_templates",
    "open_templates_for_report",
    "open_version",
    "picture_at",
    "preview_macro",
    "print_version",
    "publish_template",
    "raise_finding",
    "record_attempt",
    "record_recommendation",
    "recorded_recommendations",
    "remove_ladder",
    "remove_macro",
    "report_discrepancy",
    "require_template_size",
    "restore_template",
    "retire_template",
    "return_finding",
    "return_submission",
    "review_recommendations",
    "roll_back_template",
    "save_draft",
    "save_template_draft",
    "see_discrepancy",
    "send_link",
    "show_key_image",
    "sign_report",
    "submit_report",
    "supervise_reader",
    "take_over_reports",
    "trial_template",
    "version_file",
    "version_pdf",
    "view_finding",
    "withdraw_report",
]
