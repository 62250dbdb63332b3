"""Changing credentials, rosters and declarations."""

from apps.staffing.services.onboarding import grant_full_reading_rights

__all__ = ["grant_full_reading_rights"]
