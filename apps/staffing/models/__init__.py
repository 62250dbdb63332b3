"""Who may read what, who knows what, who is on duty, and where they sit."""

from apps.staffing.models.credentials import ExpiryAlert, Licence, Privilege
from apps.staffing.models.documents import CredentialDocument, CredentialDocumentContent
from apps.staffing.models.presence import Availability, ReadingLocation
from apps.staffing.models.readers import (
    PoolMembership,
    ReaderBlock,
    ReaderPool,
    ReaderProfile,
    ReaderSkill,
)
from apps.staffing.models.roster import Absence, Shift, ShiftPattern

__all__ = [
    "Absence",
    "Availability",
    "CredentialDocument",
    "CredentialDocumentContent",
    "ExpiryAlert",
    "Licence",
    "PoolMembership",
    "Privilege",
    "ReaderBlock",
    "ReaderPool",
    "ReaderProfile",
    "ReaderSkill",
    "ReadingLocation",
    "Shift",
    "ShiftPattern",
]
