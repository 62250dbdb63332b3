"""What each format cannot hold of a text."""

import re
import unicodedata

LONGEST_LO = 64
LONGEST_SH = 16

# Everything but Char of XML 1.0.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def one_line(text: str) -> str:
    """Text for a single line: every control character is a space."""
    return "".join(
        " " if unicodedata.category(character) == "Cc" else character for character in text
    )


def xml_text(text: str) -> str:
    """Text that XML 1.0 can hold; what it cannot is the replacement character."""
    return _NOT_XML.sub("\ufffd", text)


def fits_long_string(text: str) -> bool:
    """Whether LO holds all of the text as one value (PS3.5 Table 6.2-1)."""
    return 0 < len(text) <= LONGEST_LO and "\\" not in text and one_line(text) == text


def long_string(text: str) -> str:
    """Text as one value of LO: a backslash would begin another one, and what is beyond 64 characters has no room."""
    return one_line(text).replace("\\", "/").strip()[:LONGEST_LO].rstrip()


def person_name(text: str) -> str:
    """A whole PN in its component groups, each within its 64 characters (PS3.5 6.2.1)."""
    groups = [long_string(group) for group in text.split("=")[:3]]
    return "=".join(groups).rstrip("=")


def plain_person_name(text: str) -> str:
    """A name that is known only as people say it: one component, whatever it holds."""
    return long_string(re.sub("[=^]", " ", text))
