"""A section's text made comparable without moving a single character, and cut into sentences."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

# Nobody writes more in one section; what lies beyond is not read.
LONGEST = 20_000
_SAME_LENGTH = str.maketrans(
    "–—−‐‑‒’‘“”×✕·\u00a0\u2009\u202f\u200b", "------''\"\"xx.    ".ljust(17)[:17]
)
_ABBREVIATIONS = frozenset(
    "dr mr mrs ms prof st vs e.g i.e eg ie cf approx no nos fig ca resp etc ca z.b bzw ggf im se pt sup inf ant post"
    " lt rt max min incl dept".split()
)
# Only from the first mark of a run: from each of them it would cost the square of a long run.
_END = re.compile(r"(?<![.!?;])[.!?;]+(?=[\s\"')\]]|$)|\n")
_LABEL = re.compile(r"[ \t>*•-]*(?:\d{1,2}[.)][ \t]*)?([a-z][a-z0-9 /,&()'-]{1,48}):(?!\d)")
_LAST_WORD = re.compile(r"([\w.]+)$")


@lru_cache(maxsize=4096)
def _fold_letter(letter: str) -> str:
    """One character for one character, or places would shift."""
    for part in unicodedata.normalize("NFKD", letter.lower()):
        if not unicodedata.combining(part):
            return part.lower()[:1] or letter
    return letter


def folded(text: str) -> str:
    """``text`` in small letters, without accents, with plain dashes and quotes; as long as ``text``."""
    text = text.translate(_SAME_LENGTH)
    return text.lower() if text.isascii() else "".join(map(_fold_letter, text))


@dataclass(frozen=True, slots=True)
class Sentence:
    """``label`` is the heading it stands under (`Left kidney:`), "" for none; offsets are the section's."""

    start: int
    end: int
    label: str


class SectionText:
    """One section: the folded text and its sentences in order."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.original = text[:LONGEST]
        self.text = folded(self.original)
        self.sentences = list(_sentences(self.text))
        self._starts = [sentence.start for sentence in self.sentences]
        self._spans: dict[re.Pattern[str], tuple[list[int], list[int]]] = {}

    def sentence_at(self, place: int) -> Sentence:
        """The sentence that holds the character at ``place``."""
        number = max(0, bisect_right(self._starts, place) - 1)
        return self.sentences[number] if self.sentences else Sentence(0, len(self.text), "")

    def has(self, pattern: re.Pattern[str], start: int, end: int) -> bool:
        """Whether a match of ``pattern`` lies wholly between the places; the text is read once for each pattern.

        For windows around very many places: looking into each anew would read the text as often as they overlap.
        """
        return next(self.spans(pattern, start, end), None) is not None

    def spans(self, pattern: re.Pattern[str], start: int, end: int) -> Iterator[tuple[int, int]]:
        """(start, end) of every such match."""
        if pattern not in self._spans:
            found = [one.span() for one in pattern.finditer(self.text)]
            self._spans[pattern] = [a for a, _ in found], [b for _, b in found]
        starts, ends = self._spans[pattern]
        for number in range(bisect_left(starts, start), len(starts)):
            if starts[number] >= end:
                return
            if ends[number] <= end:
                yield starts[number], ends[number]

    def words_of(self, sentence: Sentence) -> str:
        return self.text[sentence.start : sentence.end]


def _sentences(text: str) -> Iterator[Sentence]:
    label, heading, start = "", "", 0
    for end in _ends(text):
        if text[start:end].strip():
            found = _LABEL.match(text, start, end)
            if found:
                label = found.group(1)
                if not text[found.end() : end].strip():
                    heading = label
            yield Sentence(start, end, label)
        elif "\n" in text[start:end]:
            heading = ""
        if text[end - 1 : end] == "\n":
            label = heading
        start = end


def _ends(text: str) -> Iterator[int]:
    for found in _END.finditer(text):
        if not _goes_on(text, found.start(), found.group()):
            yield found.end()
    yield len(text)


def _goes_on(text: str, place: int, mark: str) -> bool:
    """Whether a full stop or line end is only an abbreviation's, a list number's or a wrapped line's."""
    if mark == "\n":
        following = text[place + 1 : place + 2]
        return following.isalpha() and _is_wrapped(text, place)
    if mark != ".":
        return False
    word = _LAST_WORD.search(text, max(0, place - 12), place)
    if word is None:
        return False
    said = word.group(1)
    at_line_start = not text[max(0, word.start() - 3) : word.start()].strip(" \t")
    return said in _ABBREVIATIONS or (said.isdigit() and len(said) < 3 and at_line_start)


def _is_wrapped(text: str, place: int) -> bool:
    """A line of running text that was broken for its length goes on in the next."""
    begin = text.rfind("\n", max(0, place - 200), place) + 1
    next_end = text.find("\n", place + 1, place + 200)
    next_line = text[place + 1 : next_end if next_end > 0 else place + 200]
    return (
        place - begin > 60
        and text[place - 1 : place] not in ".:;!?"
        and not _LABEL.match(next_line)
    )
