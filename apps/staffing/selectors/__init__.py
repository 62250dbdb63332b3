"""Reading credentials, rosters and declarations."""

from apps.staffing.selectors.facts import reader_facts
from apps.staffing.selectors.readers import access_reader, reader_memberships, reader_names

__all__ = ["access_reader", "reader_facts", "reader_memberships", "reader_names"]
