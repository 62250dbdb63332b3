"""Changing credentials, rosters and declarations."""

from apps.staffing.services.credentials import (
    add_licence,
    change_licence,
    change_privilege,
    grant_privilege,
)
from apps.staffing.services.documents import (
    attach_document,
    open_document,
    remove_document,
    require_document_size,
)
from apps.staffing.services.expiries import raise_expiry_alerts
from apps.staffing.services.onboarding import grant_full_reading_rights
from apps.staffing.services.patterns import (
    add_pattern,
    change_pattern,
    end_pattern,
    materialise_roster,
)
from apps.staffing.services.pools import change_pool, create_pool
from apps.staffing.services.presence import (
    declare_own_location,
    end_session,
    send_absent_away,
    set_own_availability,
)
from apps.staffing.services.readers import (
    block_reader,
    change_block,
    change_profile,
    remove_skill,
    set_skill,
)
from apps.staffing.services.shifts import (
    add_absence,
    add_shift,
    announce_ended_shifts,
    cancel_shift,
    cover_shift,
    remove_absence,
)
from apps.staffing.services.sites import set_site_jurisdictions

__all__ = [
    "add_absence",
    "add_licence",
    "add_pattern",
    "add_shift",
    "announce_ended_shifts",
    "attach_document",
    "block_reader",
    "cancel_shift",
    "change_block",
    "change_licence",
    "change_pattern",
    "change_pool",
    "change_privilege",
    "change_profile",
    "cover_shift",
    "create_pool",
    "declare_own_location",
    "end_pattern",
    "end_session",
    "grant_full_reading_rights",
    "grant_privilege",
    "materialise_roster",
    "open_document",
    "raise_expiry_alerts",
    "remove_absence",
    "remove_document",
    "remove_skill",
    "require_document_size",
    "send_absent_away",
    "set_own_availability",
    "set_site_jurisdictions",
    "set_skill",
]
