"""What a recording is, by its bytes alone: neither its name nor what the browser calls it is believed. Pure."""

from typing import Literal

AudioType = Literal["audio/wav", "audio/ogg", "audio/webm", "audio/mpeg"]

ENDINGS: dict[AudioType, str] = {
    "audio/wav": "wav",
    "audio/ogg": "ogg",
    "audio/webm": "webm",
    "audio/mpeg": "mp3",
}
AUDIO_TYPES: tuple[AudioType, ...] = tuple(ENDINGS)

_OGG_HEAD = 27
_OPUS_RATE = 48_000
# An MPEG audio frame begins with eleven ones (ISO/IEC 11172-3 section 2.4.2.3).
_MPEG_SYNC = 0xFFE0
_NO_LAYER, _NO_RATE = 0b00, 0b11


def audio_type_of(content: bytes) -> AudioType | None:
    """WAV (RIFF), Ogg with Opus or Vorbis (RFC 3533, RFC 7845), WebM (Matroska, RFC 9559) or MP3, or None."""
    if content[:4] == b"RIFF" and content[8:12] == b"WAVE":
        return "audio/wav"
    if content[:4] == b"OggS" and _ogg_codec(content) is not None:
        return "audio/ogg"
    if content[:4] == b"\x1a\x45\xdf\xa3" and b"webm" in content[:64]:
        return "audio/webm"
    return "audio/mpeg" if content[:3] == b"ID3" or _begins_mpeg_frame(content) else None


def duration_ms(content: bytes, audio_type: AudioType) -> int | None:
    """How long it plays, where the file says so simply: WAV and Ogg; None for the others and for a broken file."""
    if audio_type == "audio/wav":
        return _wav_duration(content)
    return _ogg_duration(content) if audio_type == "audio/ogg" else None


def wav_samples(content: bytes) -> tuple[int, bytes]:
    """Sample rate and samples of a WAV of one channel of 16-bit PCM; raises ``ValueError`` for any other."""
    head = _wav_chunk(content, b"fmt ")
    samples = _wav_chunk(content, b"data")
    if head is None or samples is None or len(head) < 16:
        raise ValueError("not a whole WAV file")
    kind, channels = int.from_bytes(head[:2], "little"), int.from_bytes(head[2:4], "little")
    bits = int.from_bytes(head[14:16], "little")
    if (kind, channels, bits) != (1, 1, 16):
        raise ValueError("not one channel of 16-bit PCM")
    return int.from_bytes(head[4:8], "little"), samples


def _wav_chunk(content: bytes, name: bytes) -> bytes | None:
    at = 12
    while at + 8 <= len(content):
        size = int.from_bytes(content[at + 4 : at + 8], "little")
        if content[at : at + 4] == name:
            # A recorder that was cut short leaves a size that promises more than there is.
            return content[at + 8 : at + 8 + size]
        at += 8 + size + size % 2
    return None


def _wav_duration(content: bytes) -> int | None:
    head, samples = _wav_chunk(content, b"fmt "), _wav_chunk(content, b"data")
    if head is None or samples is None or len(head) < 12:
        return None
    bytes_a_second = int.from_bytes(head[8:12], "little")
    return len(samples) * 1000 // bytes_a_second if bytes_a_second else None


def _ogg_codec(content: bytes) -> str | None:
    """The codec of the first page, which holds nothing but its header."""
    if len(content) < _OGG_HEAD:
        return None
    packet = content[_OGG_HEAD + content[26] :]
    if packet.startswith(b"OpusHead"):
        return "opus"
    return "vorbis" if packet.startswith(b"\x01vorbis") else None


def _ogg_duration(content: bytes) -> int | None:
    """The last page's granule position counts samples: for Opus always at 48 kHz (RFC 7845 section 4)."""
    last = content.rfind(b"OggS")
    first = content[_OGG_HEAD + content[26] :]
    rate = (
        _OPUS_RATE
        if _ogg_codec(content) == "opus"
        else int.from_bytes(first[12:16], "little")  # Vorbis I, section 4.2.2
    )
    granules = int.from_bytes(content[last + 6 : last + 14], "little", signed=True)
    return granules * 1000 // rate if rate and granules >= 0 else None


def _begins_mpeg_frame(content: bytes) -> bool:
    if len(content) < 4:
        return False
    word = int.from_bytes(content[:2])
    layer, rate = word >> 1 & 0b11, content[2] >> 2 & 0b11
    return word & _MPEG_SYNC == _MPEG_SYNC and layer != _NO_LAYER and rate != _NO_RATE
