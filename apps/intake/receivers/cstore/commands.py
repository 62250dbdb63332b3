"""The two command sets that a storage SCP lives on (PS3.7 sections 6.3, 9.3.1 and E.1)."""

import struct
from dataclasses import dataclass

C_STORE_RQ = 0x0001
_C_STORE_RSP = 0x8001
_NO_DATA_SET = 0x0101
_LONGEST_COMMENT = 64

_AFFECTED_SOP_CLASS_UID = 0x0002
_COMMAND_FIELD = 0x0100
_MESSAGE_ID = 0x0110
_COMMAND_DATA_SET_TYPE = 0x0800
_AFFECTED_SOP_INSTANCE_UID = 0x1000


class MalformedCommand(Exception):
    """The command set cannot be read; the association is beyond repair."""


@dataclass(frozen=True, slots=True)
class Command:
    """What we need of a command set; the rest stays pynetdicom's."""

    command_field: int
    message_id: int
    sop_class_uid: str
    sop_instance_uid: str
    has_data_set: bool


def parse_command(encoded: bytes) -> Command:
    """Read a command set in Implicit VR Little Endian. Raises MalformedCommand."""
    elements: dict[int, bytes] = {}
    position = 0
    while position + 8 <= len(encoded):
        group, element, length = struct.unpack_from("<HHL", encoded, position)
        position += 8
        if group != 0 or length > len(encoded) - position:
            raise MalformedCommand("command element")
        elements[element] = encoded[position : position + length]
        position += length
    return Command(
        command_field=_number(elements, _COMMAND_FIELD),
        message_id=_number(elements, _MESSAGE_ID, default=0),
        sop_class_uid=_uid(elements, _AFFECTED_SOP_CLASS_UID),
        sop_instance_uid=_uid(elements, _AFFECTED_SOP_INSTANCE_UID),
        has_data_set=_number(elements, _COMMAND_DATA_SET_TYPE, default=_NO_DATA_SET)
        != _NO_DATA_SET,
    )


def encode_store_response(request: Command, context_id: int, status: int, comment: str) -> bytes:
    """The whole P-DATA-TF PDU of a C-STORE-RSP (PS3.7 Table 9.3-2, PS3.8 Table 9-22)."""
    elements = [
        _element(_AFFECTED_SOP_CLASS_UID, _padded_uid(request.sop_class_uid)),
        _element(_COMMAND_FIELD, struct.pack("<H", _C_STORE_RSP)),
        _element(0x0120, struct.pack("<H", request.message_id)),
        _element(_COMMAND_DATA_SET_TYPE, struct.pack("<H", _NO_DATA_SET)),
        _element(0x0900, struct.pack("<H", status)),
    ]
    if comment and status:
        text = comment.encode("ascii", "replace")[:_LONGEST_COMMENT]
        elements.append(_element(0x0902, text + b" " * (len(text) % 2)))
    elements.append(_element(_AFFECTED_SOP_INSTANCE_UID, _padded_uid(request.sop_instance_uid)))
    body = b"".join(elements)
    command = _element(0x0000, struct.pack("<L", len(body))) + body
    value = struct.pack(">LBB", len(command) + 2, context_id, 0x03) + command
    return struct.pack(">BBL", 0x04, 0, len(value)) + value


def _element(element: int, value: bytes) -> bytes:
    return struct.pack("<HHL", 0, element, len(value)) + value


def _padded_uid(uid: str) -> bytes:
    encoded = uid.encode("ascii", "replace")
    return encoded + b"\0" * (len(encoded) % 2)


def _number(elements: dict[int, bytes], element: int, *, default: int | None = None) -> int:
    value = elements.get(element)
    if value is None and default is not None:
        return default
    if value is None or len(value) != 2:
        raise MalformedCommand(f"(0000,{element:04X})")
    return int.from_bytes(value, "little")


def _uid(elements: dict[int, bytes], element: int) -> str:
    return elements.get(element, b"").decode("ascii", "replace").strip(" \0")
