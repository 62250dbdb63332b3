"""Values of FHIR R4 resources: moments, names, attachments, references."""

import base64
import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid5

from apps.reporting.outputs.characters import xml_text

Value = dict[str, Any]

LOINC = "http://loinc.org"
URIS = "urn:ietf:rfc:3986"
DICOM_UIDS = "urn:dicom:uid"
DICOM_TERMS = "http://dicom.nema.org/resources/ontology/DCM"

_NAMES = UUID("0d1d1f4e-52d5-4a0c-8c0f-5f2a6f6f1c11")


def lean(value: Any) -> Any:
    """The value without empty texts, lists and objects, which FHIR does not allow; text as JSON and XML can hold it."""
    if isinstance(value, dict):
        pairs = ((key, lean(one)) for key, one in value.items())
        return {key: one for key, one in pairs if one not in (None, "", [], {})}
    if isinstance(value, list):
        return [one for one in map(lean, value) if one not in (None, "", [], {})]
    return xml_text(value) if isinstance(value, str) else value


def instant(at: datetime) -> str:
    """A moment in UTC to the millisecond."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def derived_id(kind: str, name: str) -> str:
    """The id of something that has none with us: always the same for the same name."""
    return str(uuid5(_NAMES, f"{kind}/{name}"))


def reference(resource_id: str) -> Value:
    return {"reference": f"urn:uuid:{resource_id}"}


def uri_identifier(uri: str) -> Value:
    return {"system": URIS, "value": uri}


def uid_identifier(uid: str) -> Value:
    """A DICOM UID as FHIR writes it."""
    return {"system": DICOM_UIDS, "value": f"urn:oid:{uid}"}


def hash_identifier(content_hash: str) -> Value:
    """A SHA-256 in hexadecimal as a name (RFC 6920 section 7)."""
    return uri_identifier(f"nih:sha-256;{content_hash}")


def coded(system: str, code: str, display: str = "") -> Value:
    """A CodeableConcept of one coding."""
    return {"coding": [{"system": system, "code": code, "display": display}]}


def attachment(data: bytes, media_type: str, *, title: str, at: datetime, language: str) -> Value:
    return {
        "contentType": media_type,
        "language": language,
        "data": base64.b64encode(data).decode(),
        "size": len(data),
        # FHIR R4 asks for SHA-1 here; it finds accidents, the content hash proves.
        "hash": base64.b64encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode(),
        "title": title,
        "creation": instant(at),
    }


def human_names(name: str, shown: str) -> list[Value]:
    """A PN as HumanNames, one a component group that says something; ``shown`` is how the report writes it."""
    groups = [group for group in name.split("=")[:3] if group.strip("^ ")]
    names = [_human_name(group.split("^")) for group in groups] or [{}]
    names[0] = {**names[0], "text": shown}
    return names


def _human_name(parts: Sequence[str]) -> Value:
    family, given, middle, prefix, suffix = [*(part.strip() for part in parts[:5]), *[""] * 5][:5]
    return {
        "family": family,
        "given": [given, middle],
        "prefix": [prefix],
        "suffix": [suffix],
    }
