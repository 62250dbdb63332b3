"""Every storage SOP class we accept (PS3.4 Annex B.5, PS3.6 Table A-1), also the vendors' own."""

from pydicom._uid_dict import UID_dictionary

VERIFICATION = "1.2.840.10008.1.1"

_NOT_COMPOSITE_OBJECTS = frozenset({"1.2.840.10008.1.3.10"})
_NEWER_THAN_THE_DICTIONARY = {
    "1.2.840.10008.5.1.4.1.1.9.100.1": "Waveform Presentation State Storage",
    "1.2.840.10008.5.1.4.1.1.9.100.2": "Waveform Acquisition Presentation State Storage",
    "1.2.840.10008.5.1.4.1.1.66.7": "Label Map Segmentation Storage",
    "1.2.840.10008.5.1.4.1.1.66.8": "Height Map Segmentation Storage",
}
_VENDOR_STORAGE = {
    "1.2.840.113619.4.2": "GE Private Image",
    "1.2.840.113619.4.26": "GE Private 3D Model",
    "1.2.840.113619.4.27": "GE eNTEGRA Protocol or Genie",
    "1.2.840.113619.4.30": "GE PET Raw Data",
    "1.2.840.113619.5.2": "GE RT Plan",
    "1.3.12.2.1107.5.9.1": "Siemens CSA Non-Image",
    "1.3.12.2.1107.5.99.3.10": "Siemens Volume",
    "1.3.12.2.1107.5.99.3.11": "Siemens AX Frame Sets",
    "1.3.46.670589.2.3.1.1": "Philips Specialised XA",
    "1.3.46.670589.2.4.1.1": "Philips CX Image",
    "1.3.46.670589.2.5.1.1": "Philips 3D Ultrasound",
    "1.3.46.670589.5.0.1": "Philips Volume",
    "1.3.46.670589.5.0.1.1": "Philips 3D Object",
    "1.3.46.670589.5.0.2": "Philips Surface",
    "1.3.46.670589.5.0.2.1": "Philips Surface 3D Object",
    "1.3.46.670589.5.0.3": "Philips Composite Object",
    "1.3.46.670589.5.0.3.1": "Philips Composite 3D Object",
    "1.3.46.670589.5.0.4": "Philips MR Cardio Profile",
    "1.3.46.670589.5.0.7": "Philips MR Cardio",
    "1.3.46.670589.5.0.8": "Philips MR Cardio 3D",
    "1.3.46.670589.5.0.9": "Philips CT Synthetic Image",
    "1.3.46.670589.5.0.10": "Philips MR Synthetic Image",
    "1.3.46.670589.5.0.11": "Philips MR Cardio Analysis",
    "1.3.46.670589.5.0.12": "Philips MR Cardio Analysis 3D",
    "1.3.46.670589.5.0.13": "Philips CX Synthetic Image",
    "1.3.46.670589.5.0.14": "Philips Perfusion",
    "1.3.46.670589.7.8.1618510091": "Philips X-ray MF",
    "1.3.46.670589.11.0.0.12.1": "Philips MR Spectrum",
    "1.3.46.670589.11.0.0.12.2": "Philips MR Series Data",
    "1.3.46.670589.11.0.0.12.3": "Philips MR Color Image",
    "1.3.46.670589.11.0.0.12.4": "Philips MR Examcard",
    "1.2.392.200036.9116.7.8.1.1.1": "Toshiba US Private Data",
    "1.2.392.200036.9125.1.1.2": "Fuji Private CR",
}


def _standard_storage_classes() -> dict[str, str]:
    return {
        uid: name
        for uid, (name, kind, *_rest) in UID_dictionary.items()
        if kind == "SOP Class"
        and (name.endswith(("Storage", "Storage SOP Class")) or "Storage - " in name)
        and uid not in _NOT_COMPOSITE_OBJECTS
        and "Commitment" not in name
    }


STORAGE_SOP_CLASSES: dict[str, str] = (
    _standard_storage_classes() | _NEWER_THAN_THE_DICTIONARY | _VENDOR_STORAGE
)
"""UID to name: standard (with retired and trial ones), then private."""


def sop_class_name(uid: str) -> str:
    """The name of a storage SOP class, or the UID itself when we do not know it."""
    return STORAGE_SOP_CLASSES.get(uid, uid)
