"""multipart/related bodies (RFC 2387, RFC 2046 5.1) with a length that is known beforehand. Pure."""

from dataclasses import dataclass
from secrets import token_hex


@dataclass(frozen=True, slots=True)
class Multipart:
    """The framing around parts; ``root_type`` is the media type of each part."""

    boundary: str
    root_type: str

    @classmethod
    def of(cls, root_type: str) -> "Multipart":
        """With a boundary that no stored object can contain by design or accident: 128 random bits."""
        return cls(token_hex(16), root_type)

    @property
    def content_type(self) -> str:
        return f'multipart/related; type="{self.root_type}"; boundary={self.boundary}'

    def head(self, content_type: str, location: str = "", *, first: bool) -> bytes:
        """What precedes a part's bytes."""
        lead = "" if first else "\r\n"
        place = f"Content-Location: {location}\r\n" if location else ""
        return f"{lead}--{self.boundary}\r\nContent-Type: {content_type}\r\n{place}\r\n".encode()

    @property
    def tail(self) -> bytes:
        return f"\r\n--{self.boundary}--\r\n".encode()
