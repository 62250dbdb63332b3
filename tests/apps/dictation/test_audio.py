"""Recordings are known by their bytes."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.dictation.audio import audio_type_of, duration_ms, wav_samples
from tests.apps.dictation.speech_engine import RECORDING


def page(*, granule: int, packet: bytes) -> bytes:
    """An Ogg page of one segment (RFC 3533 section 6)."""
    return (
        b"OggS" + struct.pack("<BBqIIIB", 0, 0, granule, 1, 0, 0, 1) + bytes([len(packet)]) + packet
    )


OPUS = page(granule=0, packet=b"OpusHead" + bytes(11)) + page(granule=96_000, packet=b"x")
VORBIS_HEAD = b"\x01vorbis" + struct.pack("<IBI", 0, 1, 44_100)
VORBIS = page(granule=0, packet=VORBIS_HEAD) + page(granule=44_100, packet=b"x")
WEBM = b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm"


@pytest.mark.parametrize(
    ("content", "audio_type"),
    [
        (RECORDING, "audio/wav"),
        (OPUS, "audio/ogg"),
        (VORBIS, "audio/ogg"),
        (WEBM, "audio/webm"),
        (b"ID3\x04", "audio/mpeg"),
        (b"\xff\xfb\x90\x64", "audio/mpeg"),
        (b"", None),
        (b"RIFF\0\0\0\0AVI ", None),
        (page(granule=0, packet=b"\x80theora"), None),
        (b"\x1a\x45\xdf\xa3matroska", None),
        (b"\xff\xd8\xff\xe0", None),
        (b"\xff\xf1\x50\x80", None),
        (b"<html>", None),
    ],
)
def test_what_it_is(content: bytes, audio_type: str | None) -> None:
    assert audio_type_of(content) == audio_type


def test_how_long_it_plays() -> None:
    assert duration_ms(RECORDING, "audio/wav") == 2575
    assert duration_ms(OPUS, "audio/ogg") == 2000
    assert duration_ms(VORBIS, "audio/ogg") == 1000
    assert duration_ms(WEBM, "audio/webm") is None
    assert duration_ms(RECORDING[:20], "audio/wav") is None


def test_the_samples_of_a_wav() -> None:
    rate, samples = wav_samples(RECORDING)
    assert (rate, len(samples)) == (16_000, len(RECORDING) - 44)
    with pytest.raises(ValueError, match="16-bit"):
        wav_samples(RECORDING.replace(b"\x01\x00\x01\x00", b"\x01\x00\x02\x00", 1))
    with pytest.raises(ValueError, match="whole"):
        wav_samples(b"RIFF\0\0\0\0WAVE")


@given(
    st.sampled_from([RECORDING[:60], OPUS, VORBIS, WEBM, b"\xff\xfb\x90\x64"]),
    st.integers(min_value=0, max_value=59),
    st.binary(max_size=4),
)
def test_no_broken_file_breaks_it(content: bytes, at: int, damage: bytes) -> None:
    broken = content[:at] + damage + content[at + len(damage) :]
    audio_type = audio_type_of(broken)
    if audio_type:
        duration_ms(broken, audio_type)
