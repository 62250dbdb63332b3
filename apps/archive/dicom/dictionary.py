"""VRs of attributes whose data set does not carry them (PS3.6; implicit VR, UN by PS3.5 6.2.2)."""

from pydicom._dicom_dict import DicomDictionary
from pydicom.datadict import dictionary_VR, private_dictionary_VR

_AMBIGUOUS = {
    "US or SS": ("US", "SS"),
    "US or SS or OW": ("OW", "OW"),
    "US or OW": ("OW", "OW"),
    "OB or OW": ("OW", "OW"),
}
_VRS: dict[int, str] = {tag: entry[0] for tag, entry in DicomDictionary.items()}
_SHORT_TABLES = frozenset({0x00283002, 0x00281101, 0x00281102, 0x00281103})
"""LUT descriptors: `US or SS`, never binary."""


def public_vr(tag: int, *, signed: bool) -> str | None:
    """The VR of a standard attribute, or None if the standard does not define it.

    `signed` says what Pixel Representation (0028,0103) decides for `US or SS` (PS3.5 A.1).
    """
    vr = _VRS.get(tag)
    if vr is None:
        vr = _repeating_group_vr(tag)
        if vr is None:
            return None
    choice = _AMBIGUOUS.get(vr)
    if choice is None:
        return vr if len(vr) == 2 else "UN"
    return choice[1] if signed and tag not in _SHORT_TABLES else choice[0]


def private_vr(tag: int, creator: str) -> str | None:
    """The VR of a private attribute that pydicom's private dictionary knows."""
    try:
        vr = private_dictionary_VR(tag, creator)
    except KeyError:
        return None
    return vr if len(vr) == 2 else None


def _repeating_group_vr(tag: int) -> str | None:
    if tag >> 24 not in (0x50, 0x60, 0x00, 0x10, 0x20, 0x7F):
        return None
    try:
        return dictionary_VR(tag)
    except KeyError:
        return None
