"""Reading credentials, rosters and declarations."""

from apps.staffing.selectors.cards import ReaderCard, listed_readers, reader_cards
from apps.staffing.selectors.conflicts import conflicts_of
from apps.staffing.selectors.expiries import Expiry, expiries
from apps.staffing.selectors.facts import reader_facts, reader_shifts
from apps.staffing.selectors.fingerprints import RIGHTS_FINGERPRINT, rights_fingerprint
from apps.staffing.selectors.presence import own_availability, own_place
from apps.staffing.selectors.readers import access_reader, reader_memberships, reader_names
from apps.staffing.selectors.roster import OnCall, on_call_ladder, shifts_at, shifts_between

__all__ = [
    "RIGHTS_FINGERPRINT",
    "Expiry",
    "OnCall",
    "ReaderCard",
    "access_reader",
    "conflicts_of",
    "expiries",
    "listed_readers",
    "on_call_ladder",
    "own_availability",
    "own_place",
    "reader_cards",
    "reader_facts",
    "reader_memberships",
    "reader_names",
    "reader_shifts",
    "rights_fingerprint",
    "shifts_at",
    "shifts_between",
]
