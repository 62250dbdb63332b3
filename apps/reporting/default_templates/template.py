"""What a shipped template says of itself. Pure data."""

from dataclasses import dataclass
from uuid import UUID

from apps.reporting.content import SECTION_TITLES, Section
from apps.reporting.template_choice import TemplateLevel


@dataclass(frozen=True, slots=True)
class DefaultTemplate:
    """An empty ``modality`` or ``body_part`` (0018,0015) fits any; the practice's own, for everybody."""

    name: str
    modality: str
    body_part: str
    bodies: dict[str, str]
    level: str = TemplateLevel.TENANT
    site_id: UUID | None = None
    owner_id: UUID | None = None
    procedure_codes: tuple[str, ...] = ()
    procedure_words: tuple[str, ...] = ()
    sex: str = ""
    age_from: int | None = None
    age_to: int | None = None

    @property
    def sections(self) -> list[Section]:
        """Every section in reading order, empty where the template says nothing."""
        return [
            Section(code=code, title=title, body=self.bodies.get(code, ""))
            for code, title in SECTION_TITLES.items()
        ]


NO_CHANGE = "No significant change from the earlier examination."


def normally(*impressions: str) -> str:
    """A pick list of normal impressions, of which the first is usual."""
    return "[Impression: " + "|".join((*impressions, NO_CHANGE)) + "]"
