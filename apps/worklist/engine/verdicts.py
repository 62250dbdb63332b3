"""The answer to "may this reader read this": yes until when, or no and every reason why."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

EXCLUSION_CODES: Final = (
    "reader_inactive",
    "no_reading_location",
    "site_without_jurisdiction",
    "no_licence_where_imaged",
    "no_licence_where_read",
    "licence_expired",
    "licence_not_yet_valid",
    "no_privilege_at_site",
    "privilege_expired",
    "privilege_modality",
    "privilege_procedure_group",
    "privilege_read_type",
    "skill_missing",
    "age_group",
    "outside_pool",
    "blocked",
    "blocked_site",
    "blocked_patient",
    "read_this_before",
    "named_for_another",
)


@dataclass(frozen=True, slots=True)
class Exclusion:
    """One reason why not. ``code`` is one of ``EXCLUSION_CODES``; ``detail`` names the value it failed on."""

    code: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """``until`` is the first instant at which an eligible reader no longer is, None for never or if not eligible."""

    eligible: bool
    exclusions: tuple[Exclusion, ...] = ()
    until: datetime | None = None
