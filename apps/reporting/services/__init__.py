"""Writing, signing and printing reports."""

from apps.reporting.services.combining import combine_parts
from apps.reporting.services.drafts import apply_template, create_report, save_draft
from apps.reporting.services.reading import (
    open_kept_drafts,
    open_report,
    open_version,
    print_version,
    version_pdf,
)
from apps.reporting.services.signing import sign_report
from apps.reporting.services.templates import ensure_default_templates

__all__ = [
    "apply_template",
    "combine_parts",
    "create_report",
    "ensure_default_templates",
    "open_kept_drafts",
    "open_report",
    "open_version",
    "print_version",
    "save_draft",
    "sign_report",
    "version_pdf",
]
