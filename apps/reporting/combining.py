"""One report out of the reports on a study's regions. Pure: no Django, no clock."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from apps.reporting.content import SECTION_TITLES, Section

SAID_BY_REGION = ("findings", "impression")
LONGEST_NAMES = 200


@dataclass(frozen=True, slots=True)
class RegionReport:
    """What one reader signed about one region."""

    region: str
    signer_name: str
    sections: Sequence[Mapping[str, str]]


def combined_sections(parts: Sequence[RegionReport]) -> list[Section]:
    """Every word of every part: findings and impression region by region, the rest once where parts agree."""
    return [
        Section(code=code, title=title, body=_body(code, parts))
        for code, title in SECTION_TITLES.items()
    ]


def combined_signers(parts: Sequence[RegionReport]) -> str:
    """Who answers for which region, at most 200 characters."""
    named = "; ".join(f"{part.signer_name} ({part.region})" for part in parts)
    return named if len(named) <= LONGEST_NAMES else named[: LONGEST_NAMES - 1] + "…"


def _body(code: str, parts: Iterable[RegionReport]) -> str:
    said = [(part.region, text) for part in parts if (text := _text(part.sections, code))]
    if code in SAID_BY_REGION:
        return "\n\n".join(f"{region.upper()}\n{text}" for region, text in said)
    return "\n".join(dict.fromkeys(text for _, text in said))


def _text(sections: Iterable[Mapping[str, str]], code: str) -> str:
    return "\n".join(one["body"] for one in sections if one["code"] == code).strip()
