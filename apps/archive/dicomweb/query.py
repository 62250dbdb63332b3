"""The parameters of a QIDO-RS search (PS3.18 8.3.4), understood or refused. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from pydicom.datadict import dictionary_VR, tag_for_keyword

from apps.archive.dicom.times import parse_date
from apps.archive.dicomweb.errors import BadQuery

DEFAULT_LIMIT = 100
MOST_RESULTS = 1000
MOST_OFFSET = 10_000_000
LONGEST_VALUE = 4096

_CONTROLS = frozenset(
    {
        "limit",
        "offset",
        "includefield",
        "fuzzymatching",
        "emptyvaluematching",
        "multiplevaluematching",
        "orderby",
        "accept",
        "charset",
    }
)


@dataclass(frozen=True, slots=True)
class Search:
    """What is asked for: ``matches`` by tag (`GGGGEEEE`), attributes to add, and the window of results."""

    matches: tuple[tuple[str, str], ...]
    include: frozenset[str]
    include_all: bool
    limit: int
    offset: int
    warnings: tuple[str, ...]


def parse_search(parameters: Mapping[str, Sequence[str]]) -> Search:
    """Raises ``BadQuery`` for what is malformed; what is well formed but unsupported becomes a warning."""
    matches: list[tuple[str, str]] = []
    warnings: list[str] = []
    for name, values in parameters.items():
        if name.lower() in _CONTROLS:
            continue
        tag = tag_of(name)
        if tag is None:
            raise BadQuery(f"‘{name[:64]}’ is no attribute and no parameter.")
        if len(values) != 1:
            raise BadQuery(f"‘{name}’ is given more than once; join values with a comma.")
        value = values[0].strip()
        if len(value) > LONGEST_VALUE or "\0" in value:
            raise BadQuery(f"The value of ‘{name}’ is too long or holds a null character.")
        # An empty value matches everything (PS3.4 C.2.2.2.3).
        if value:
            matches.append((tag, value))
    if _first(parameters, "fuzzymatching").lower() == "true":
        warnings.append(
            "The fuzzymatching parameter is not supported. Only literal matching has been performed."
        )
    include, include_all = _included(parameters.get("includefield", ()), warnings)
    limit = _whole_number(parameters, "limit", DEFAULT_LIMIT)
    if limit > MOST_RESULTS:
        limit = MOST_RESULTS
        warnings.append(
            f"At most {MOST_RESULTS} results are sent at once; use offset for the next."
        )
    return Search(
        matches=tuple(matches),
        include=include,
        include_all=include_all,
        limit=limit,
        offset=min(_whole_number(parameters, "offset", 0), MOST_OFFSET),
        warnings=tuple(warnings),
    )


@lru_cache(maxsize=4096)
def tag_of(name: str) -> str | None:
    """`GGGGEEEE` for a tag or a keyword of PS3.6, None for anything else."""
    if len(name) == 8 and all(c in "0123456789abcdefABCDEF" for c in name):
        return name.upper()
    tag = tag_for_keyword(name) if name.isascii() and name.isalnum() else None
    return None if tag is None else f"{tag:08X}"


@lru_cache(maxsize=4096)
def vr_of(tag: str) -> str:
    """The VR of a standard attribute, ``UN`` for others; of several possible ones the first."""
    try:
        return dictionary_VR(int(tag, 16)).split(" ")[0]
    except KeyError:
        return "UN"


def date_range(text: str) -> tuple[date | None, date | None]:
    """``20200101``, ``20200101-20201231``, ``-20201231``, ``20200101-`` (PS3.4 C.2.2.2.5). Raises ``BadQuery``."""
    first, dash, last = (part.strip() for part in text.partition("-"))
    start, end = parse_date(first), parse_date(last)
    if (first and start is None) or (last and end is None) or not (first or last):
        raise BadQuery("A date is YYYYMMDD, a range YYYYMMDD-YYYYMMDD, open on either side.")
    return (start, end) if dash else (start, start)


def time_range(text: str) -> tuple[str, str]:
    """The least and the greatest TM text of a range; open ends reach over the day. Raises ``BadQuery``."""
    first, dash, last = (part.strip() for part in text.partition("-"))
    for part in (first, last):
        digits = part.replace(".", "", 1)
        if part and not (digits.isascii() and digits.isdigit() and 2 <= len(digits) <= 12):
            raise BadQuery("A time is HHMMSS.FFFFFF, a range has a dash between two.")
    if not (first or last):
        raise BadQuery("A time range needs a beginning or an end.")
    end = last if dash else first
    # Texts of different precision compare as texts once the end is filled up to its last moment.
    return first, (end or "24") + "~"


def values_of(text: str) -> list[str]:
    """A list of values, by comma or backslash (PS3.18 8.3.4.1; PS3.4 C.2.2.2.2)."""
    return [part for part in (each.strip() for each in text.replace("\\", ",").split(",")) if part]


def like_pattern(text: str) -> str | None:
    """The LIKE pattern of a value with ``*`` or ``?`` (PS3.4 C.2.2.2.4), None where it has neither."""
    if "*" not in text and "?" not in text:
        return None
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return escaped.replace("*", "%").replace("?", "_")


def _included(values: Sequence[str], warnings: list[str]) -> tuple[frozenset[str], bool]:
    names = [name for value in values for name in values_of(value)]
    if len(names) > 500:
        raise BadQuery("Ask for at most 500 attributes.")
    tags = {name: tag_of(name) for name in names if name.lower() != "all"}
    unknown = sorted(name for name, tag in tags.items() if tag is None)
    if unknown:
        warnings.append("Some attributes of includefield are not known and were left out.")
    return (
        frozenset(tag for tag in tags.values() if tag),
        any(name.lower() == "all" for name in names),
    )


def _whole_number(parameters: Mapping[str, Sequence[str]], name: str, default: int) -> int:
    text = _first(parameters, name)
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and len(text) < 12):
        raise BadQuery(f"`{name}` is a whole number, 0 or more.")
    return int(text)


def _first(parameters: Mapping[str, Sequence[str]], name: str) -> str:
    values = parameters.get(name, ())
    return values[0] if values else ""
