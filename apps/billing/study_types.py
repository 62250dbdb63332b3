"""Which study type an examination is, by the practice's own ordered rules. Pure: no Django."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Examination:
    """What is known of it: the procedure as ordered, the description as the modality wrote it."""

    description: str = ""
    procedure: str = ""
    modalities: tuple[str, ...] = ()
    body_part: str = ""


@dataclass(frozen=True, slots=True)
class TypeRule:
    """Every condition that is given must hold. ``words`` must all stand in the description or in the procedure, each as
    a beginning of a word: ``angio`` finds ``ANGIOGRAPHY``. ``procedure`` is a whole name or code.
    """

    rank: int
    study_type: UUID
    modality: str = ""
    body_part: str = ""
    words: str = ""
    procedure: str = ""

    def fits(self, exam: Examination) -> bool:
        return (
            self._one_of(self.modality, exam.modalities)
            and self._one_of(self.body_part, (exam.body_part,))
            and self._one_of(self.procedure, (exam.procedure, exam.description))
            and self._has_words(exam)
        )

    @staticmethod
    def _one_of(wanted: str, present: Iterable[str]) -> bool:
        return not wanted or wanted.casefold() in {one.casefold().strip() for one in present}

    def _has_words(self, exam: Examination) -> bool:
        present = _words(f"{exam.description} {exam.procedure}")
        return all(any(one.startswith(wanted) for one in present) for wanted in _words(self.words))


def classify(rules: Sequence[TypeRule], exam: Examination) -> TypeRule | None:
    """The first rule by rank that fits; None sends the examination to the unpriced queue."""
    return next((rule for rule in sorted(rules, key=lambda one: one.rank) if rule.fits(exam)), None)


def _words(text: str) -> list[str]:
    return "".join(letter if letter.isalnum() else " " for letter in text.casefold()).split()
