"""The parts of a multipart/related body (RFC 2387), each into a file of its own; memory holds one chunk.

`python_multipart`'s push parser finds the boundaries. It was made for forms, but its low level knows of parts, headers
and bytes only, and never changes a byte of a part.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.message import Message
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser

if TYPE_CHECKING:
    from python_multipart.multipart import MultipartCallbacks

CHUNK_BYTES = 1024 * 1024
MOST_PARTS = 100_000


class BadMultipart(Exception):
    """The body is not the multipart message that its Content-Type promises."""


@dataclass(slots=True)
class Part:
    """One part, complete: its headers, lower-cased, and the file with its bytes."""

    headers: dict[str, str]
    path: Path

    @property
    def media_type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


def parse_content_type(text: str) -> tuple[str, dict[str, str]]:
    """A media type and its parameters, names lower-cased, quotes removed (RFC 9110 8.3)."""
    message = Message()
    message["content-type"] = text
    parameters = message.get_params(failobj=[], unquote=True)
    return message.get_content_type() if text else "", {
        name.lower(): value for name, value in parameters[1:]
    }


def split_parts(
    read: Callable[[int], bytes], *, boundary: str, new_file: Callable[[], Path]
) -> Iterator[Part]:
    """Yields each part as soon as it is complete; whoever takes it removes its file.

    Raises `BadMultipart` for a body that is malformed or ends before its closing delimiter; parts yielded before
    were complete. The file of an unfinished part is removed.
    """
    try:
        collector = _Collector(new_file)
        parser = MultipartParser(boundary.encode("latin-1"), collector.callbacks())
    except (FormParserError, ValueError) as error:
        raise BadMultipart(str(error)) from error
    try:
        while chunk := read(CHUNK_BYTES):
            parser.write(chunk)
            yield from collector.take()
        if not collector.ended:
            raise BadMultipart("the closing delimiter is missing")
    except FormParserError as error:
        raise BadMultipart(str(error)) from error
    finally:
        collector.abandon()


@dataclass
class _Collector:
    """Turns the parser's callbacks into parts."""

    new_file: Callable[[], Path]
    ended: bool = False
    _finished: list[Part] = field(default_factory=list)
    _count: int = 0
    _headers: dict[str, str] = field(default_factory=dict)
    _name: bytes = b""
    _value: bytes = b""
    _path: Path | None = None
    _file: BinaryIO | None = None

    def callbacks(self) -> "MultipartCallbacks":
        return {
            "on_part_begin": self._begin,
            "on_header_field": self._header_name,
            "on_header_value": self._header_value,
            "on_header_end": self._header_end,
            "on_part_data": self._data,
            "on_part_end": self._end,
            "on_end": self._all,
        }

    def take(self) -> Iterator[Part]:
        while self._finished:
            yield self._finished.pop(0)

    def abandon(self) -> None:
        if self._file is not None:
            self._file.close()
        if self._path is not None:
            self._path.unlink(missing_ok=True)
        for part in self._finished:
            part.path.unlink(missing_ok=True)

    def _begin(self) -> None:
        self._count += 1
        if self._count > MOST_PARTS:
            raise BadMultipart(f"more than {MOST_PARTS} parts")
        self._headers = {}
        self._path = self.new_file()
        self._file = self._path.open("wb")

    def _header_name(self, data: bytes, start: int, end: int) -> None:
        self._name += data[start:end]

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _header_end(self) -> None:
        self._headers[self._name.decode("latin-1").lower()] = self._value.decode("latin-1").strip()
        self._name = self._value = b""

    def _data(self, data: bytes, start: int, end: int) -> None:
        assert self._file is not None
        self._file.write(memoryview(data)[start:end])

    def _end(self) -> None:
        assert self._file is not None
        assert self._path is not None
        self._file.close()
        self._finished.append(Part(self._headers, self._path))
        self._file = self._path = None

    def _all(self) -> None:
        self.ended = True
