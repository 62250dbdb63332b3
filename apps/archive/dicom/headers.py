"""Everything the archive wants to know of an object without touching its pixels."""

import base64
import struct
from dataclasses import dataclass, field

from apps.archive.dicom.container import (
    FileMeta,
    guess_transfer_syntax,
    inflated,
    read_file_meta,
)
from apps.archive.dicom.errors import UnreadableObject
from apps.archive.dicom.fragments import FrameIndex, index_frames, scan_fragments
from apps.archive.dicom.json_model import BulkData, DatasetWalker
from apps.archive.dicom.source import ByteSource, Readable, open_source
from apps.archive.dicom.transfer_syntaxes import TRANSFER_SYNTAXES, TransferSyntax
from apps.archive.dicom.values import Json

_LARGEST_COLUMN_INTEGER = 2**31 - 1


@dataclass(frozen=True, slots=True)
class PixelLocation:
    """Where the pixel data lies and how it is cut into frames.

    `offset` and `length` (bytes) delimit the value field, counted from the start of the object
    that was parsed, or, when `deflated`, from the start of the inflated data set. `frames` is
    empty for native data (each frame is a computed slice) and for encapsulated data whose frames
    could not be told apart (`frames_unresolved` in `ParsedHeaders.problems`).
    """

    offset: int
    length: int
    vr: str
    tag: int
    encapsulated: bool
    deflated: bool
    frames: FrameIndex = ()


@dataclass(frozen=True, slots=True)
class ParsedHeaders:
    """What one SOP instance says of itself. Missing text is "", missing numbers are None.

    Text is decoded, stripped and otherwise as sent: validity is for `uids`, `identity` and
    `times` to judge. `patient_name` is the DICOM person name with its component groups joined by
    `=`. `dicom_json` is the DICOM JSON Model (PS3.18 Annex F) of every attribute but the pixel
    data; its `BulkDataURI`s are `bulkdata/<path>` with the path a key of `bulk_data`.
    `dataset_offset` is where the data set begins behind the file meta information.
    """

    transfer_syntax_uid: str
    sop_class_uid: str
    sop_instance_uid: str
    study_instance_uid: str
    series_instance_uid: str
    frame_of_reference_uid: str

    patient_id: str
    issuer_of_patient_id: str
    patient_name: str
    patient_birth_date: str
    patient_sex: str
    patient_age: str

    accession_number: str
    issuer_of_accession_number: str
    study_id: str
    study_date: str
    study_time: str
    study_description: str
    referring_physician_name: str
    requested_procedure_priority: str
    study_priority_id: str

    series_number: int | None
    series_date: str
    series_time: str
    series_description: str
    protocol_name: str
    modality: str
    body_part_examined: str
    laterality: str

    instance_number: int | None
    acquisition_date: str
    acquisition_time: str
    acquisition_datetime: str
    content_date: str
    content_time: str
    timezone_offset_from_utc: str
    image_type: tuple[str, ...]

    institution_name: str
    station_name: str
    manufacturer: str
    manufacturer_model_name: str
    source_application_entity_title: str
    sending_application_entity_title: str
    specific_character_set: tuple[str, ...]

    rows: int | None
    columns: int | None
    number_of_frames: int
    samples_per_pixel: int | None
    photometric_interpretation: str
    planar_configuration: int | None
    bits_allocated: int | None
    bits_stored: int | None
    high_bit: int | None
    pixel_representation: int | None

    dataset_offset: int
    pixels: PixelLocation | None
    dicom_json: dict[str, Json]
    bulk_data: dict[str, BulkData] = field(default_factory=dict)
    problems: tuple[str, ...] = ()


def parse_headers(readable: Readable, *, transfer_syntax_uid: str | None = None) -> ParsedHeaders:
    """Parse a PS3.10 file, or a raw data set when `transfer_syntax_uid` names its encoding.

    `readable` is a path, bytes, or a binary file with a descriptor. An explicit
    `transfer_syntax_uid` wins over the file meta information; with neither, the syntax is
    guessed. Memory does not grow with the pixel data.

    Raises UnreadableObject, and nothing else that the bytes could provoke; OSError if the file
    itself cannot be read.
    """
    with open_source(readable) as source:
        try:
            return _parse(source, transfer_syntax_uid)
        except (struct.error, ValueError, LookupError, OverflowError, RecursionError) as error:
            # The walk is fuzzed for this; a hospital's object must not kill the receiver if a
            # mutation was still missed.
            raise UnreadableObject("malformed", type(error).__name__) from error


def _parse(source: ByteSource, transfer_syntax_uid: str | None) -> ParsedHeaders:
    if source.size == 0:
        raise UnreadableObject("empty", "0 bytes")
    meta = read_file_meta(source)
    uid = transfer_syntax_uid or meta.text(0x00020010)
    if not uid:
        uid = guess_transfer_syntax(source, meta.dataset_offset)
    syntax = TRANSFER_SYNTAXES.get(uid)
    if syntax is None:
        raise UnreadableObject("unsupported_transfer_syntax", "not in PS3.6 Table A-1")
    with inflated(source, meta.dataset_offset, uid) as clear:
        start = 0 if syntax.deflated else meta.dataset_offset
        if clear.size - start < 8:
            raise UnreadableObject("empty", "no data element")
        walker = DatasetWalker(clear, syntax.little_endian)
        explicit = _is_explicit(clear, start, syntax, walker.problems)
        dicom_json, end = walker.walk(start, explicit=explicit)
        attributes = _Attributes(dicom_json)
        frame_count = max(1, attributes.integer("00280008") or 1)
        pixels: PixelLocation | None = None
        if walker.pixel_value is not None:
            pixels, end = _locate_pixels(clear, walker, attributes, syntax, frame_count)
            trailing, _ = walker.walk(end, explicit=explicit)
            dicom_json.update(trailing)
        if not dicom_json:
            raise UnreadableObject("empty", "no data element")
        return _headers(uid, meta, attributes, frame_count, pixels, walker)


def _is_explicit(
    source: ByteSource, start: int, syntax: TransferSyntax, problems: dict[str, None]
) -> bool:
    """Some writers label implicit data explicit and the other way round; believe the bytes."""
    vr = source.read_at(start + 4, 2)
    looks_explicit = vr.isalpha() and vr.isupper()
    if looks_explicit != syntax.explicit:
        problems["vr_encoding_mislabelled"] = None
    return looks_explicit


def _locate_pixels(
    source: ByteSource,
    walker: DatasetWalker,
    attributes: "_Attributes",
    syntax: TransferSyntax,
    frame_count: int,
) -> tuple[PixelLocation, int]:
    value = walker.pixel_value
    if value is None:
        raise UnreadableObject("malformed", "no pixel data")
    if value.length is not None:
        location = PixelLocation(
            value.offset, value.length, value.vr, value.tag, False, syntax.deflated
        )
        if syntax.encapsulated:
            walker.problems["frames_unresolved"] = None
        elif value.length < _native_length(attributes, frame_count):
            walker.problems["pixel_data_short"] = None
        return location, value.offset + value.length
    fragments = scan_fragments(source, value.offset)
    if not fragments.closed:
        walker.problems["pixel_data_not_closed"] = None
    frames = index_frames(
        source,
        fragments,
        frame_count,
        extended_offsets=_offset_table(source, walker, attributes, "7FE00001"),
        extended_lengths=_offset_table(source, walker, attributes, "7FE00002"),
        video=syntax.video,
    )
    if frames is None:
        walker.problems["frames_unresolved"] = None
    location = PixelLocation(
        value.offset,
        fragments.end - value.offset,
        value.vr,
        value.tag,
        True,
        syntax.deflated,
        frames or (),
    )
    return location, fragments.end


def _native_length(attributes: "_Attributes", frame_count: int) -> int:
    samples = attributes.integer("00280002") or 1
    if attributes.text("00280004") == "YBR_FULL_422":
        samples = 2
    cells = (attributes.integer("00280010") or 0) * (attributes.integer("00280011") or 0)
    bits = cells * samples * frame_count * (attributes.integer("00280100") or 0)
    return (bits + 7) // 8


def _offset_table(
    source: ByteSource, walker: DatasetWalker, attributes: "_Attributes", key: str
) -> tuple[int, ...]:
    """(7FE0,0001) or (7FE0,0002): 64-bit offsets or lengths, inline or left in place."""
    place = walker.bulk_data.get(key)
    raw = (
        source.read_at(place.offset, min(place.length, 8_000_000))
        if place is not None
        else attributes.inline_binary(key)
    )
    return struct.unpack(f"<{len(raw) // 8}Q", raw[: len(raw) // 8 * 8])


class _Attributes:
    """First values of a DICOM JSON object, typed."""

    def __init__(self, dicom_json: dict[str, Json]) -> None:
        self.dicom_json = dicom_json

    def values(self, key: str) -> list[Json]:
        element = self.dicom_json.get(key)
        values = element.get("Value") if isinstance(element, dict) else None
        return values if isinstance(values, list) else []

    def first(self, key: str) -> Json:
        values = self.values(key)
        return values[0] if values else None

    def text(self, key: str) -> str:
        value = self.first(key)
        if isinstance(value, str):
            return value.strip()
        return str(value) if isinstance(value, int | float) else ""

    def texts(self, key: str) -> tuple[str, ...]:
        return tuple(value if isinstance(value, str) else "" for value in self.values(key))

    def name(self, key: str) -> str:
        value = self.first(key)
        if not isinstance(value, dict):
            return ""
        groups = [value.get(group) for group in ("Alphabetic", "Ideographic", "Phonetic")]
        joined = "=".join(group if isinstance(group, str) else "" for group in groups)
        return joined.rstrip("=")

    def integer(self, key: str) -> int | None:
        value = self.first(key)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int):
            return None
        return value if abs(value) <= _LARGEST_COLUMN_INTEGER else None

    def in_first_item(self, key: str) -> "_Attributes":
        item = self.first(key)
        return _Attributes(item if isinstance(item, dict) else {})

    def inline_binary(self, key: str) -> bytes:
        element = self.dicom_json.get(key)
        text = element.get("InlineBinary") if isinstance(element, dict) else None
        return base64.b64decode(text) if isinstance(text, str) else b""


def _headers(
    uid: str,
    meta: FileMeta,
    attributes: _Attributes,
    frame_count: int,
    pixels: PixelLocation | None,
    walker: DatasetWalker,
) -> ParsedHeaders:
    text, integer, name = attributes.text, attributes.integer, attributes.name
    accession_issuer = attributes.in_first_item("00080051")
    return ParsedHeaders(
        transfer_syntax_uid=uid,
        sop_class_uid=text("00080016") or meta.text(0x00020002),
        sop_instance_uid=text("00080018") or meta.text(0x00020003),
        study_instance_uid=text("0020000D"),
        series_instance_uid=text("0020000E"),
        frame_of_reference_uid=text("00200052"),
        patient_id=text("00100020"),
        issuer_of_patient_id=text("00100021"),
        patient_name=name("00100010"),
        patient_birth_date=text("00100030"),
        patient_sex=text("00100040"),
        patient_age=text("00101010"),
        accession_number=text("00080050"),
        issuer_of_accession_number=(
            accession_issuer.text("00400031") or accession_issuer.text("00400032")
        ),
        study_id=text("00200010"),
        study_date=text("00080020"),
        study_time=text("00080030"),
        study_description=text("00081030"),
        referring_physician_name=name("00080090"),
        requested_procedure_priority=(
            text("00401003") or attributes.in_first_item("00400275").text("00401003")
        ),
        study_priority_id=text("0032000C"),
        series_number=integer("00200011"),
        series_date=text("00080021"),
        series_time=text("00080031"),
        series_description=text("0008103E"),
        protocol_name=text("00181030"),
        modality=text("00080060"),
        body_part_examined=text("00180015"),
        laterality=text("00200060") or text("00200062"),
        instance_number=integer("00200013"),
        acquisition_date=text("00080022"),
        acquisition_time=text("00080032"),
        acquisition_datetime=text("0008002A"),
        content_date=text("00080023"),
        content_time=text("00080033"),
        timezone_offset_from_utc=text("00080201"),
        image_type=attributes.texts("00080008"),
        institution_name=text("00080080"),
        station_name=text("00081010"),
        manufacturer=text("00080070"),
        manufacturer_model_name=text("00081090"),
        source_application_entity_title=meta.text(0x00020016),
        sending_application_entity_title=meta.text(0x00020017),
        specific_character_set=attributes.texts("00080005"),
        rows=integer("00280010"),
        columns=integer("00280011"),
        number_of_frames=frame_count,
        samples_per_pixel=integer("00280002"),
        photometric_interpretation=text("00280004"),
        planar_configuration=integer("00280006"),
        bits_allocated=integer("00280100"),
        bits_stored=integer("00280101"),
        high_bit=integer("00280102"),
        pixel_representation=integer("00280103"),
        dataset_offset=meta.dataset_offset,
        pixels=pixels,
        dicom_json=attributes.dicom_json,
        bulk_data=walker.bulk_data,
        problems=tuple(walker.problems),
    )
