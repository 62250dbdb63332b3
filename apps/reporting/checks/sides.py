"""Right and left where they mean a side of the body."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

OTHER = {"R": "L", "L": "R"}
NAMES = {"R": "right", "L": "left"}
BOTH = frozenset("RL")
# Lobes and limbs are said by letters too: RLL, LUE.
_WORD = re.compile(
    r"\b(?P<B>bilateral(?:ly)?|both|beidseit\w*|bds|bilateraux|bilaterales?|ambos|each|either)\b"
    r"|\b(?P<R>right(?:-sided)?|rt|rechts(?:seit\w*)?|rechte[rsnm]?|droite?s?|derech[oa]s?|r[uml]l|r[ul]e)\b"
    r"|\b(?P<L>left(?:-sided)?|lt|links(?:seit\w*)?|linke[rsnm]?|gauches?|izquierd[oa]s?|l[ul]l|l[ul]e)\b"
)
# Words after which, or before which, the same letters are no side of the thing spoken of.
_NOT_AFTER = re.compile(
    r"(?:to the|towards the|toward the|from|all|was|is being|been|what is|were|from the|to|quite)[ -]$"
)
_NOT_BEFORE = re.compile(
    r"^(?:ward\b|[- ]hand(?:ed|[- ]dominan\w*)\b|[- ]to[- ](?:left|right)|[- ]?(?:lateral )?decubitus"
    r"| (?:anterior|posterior) oblique|[- ]side[- ](?:down|up)| in (?:place|situ)| (?:at|away|angle|behind|over) "
    r"|/(?:left|right)| or (?:left|right)\b| and (?:left|right)\b| lateral (?:view|projection|decubitus))"
)
# Structures that have their side in their name and no partner on the other.
_OF_ONE_SIDE = re.compile(
    r"^[ -](?:main |lateral )?(?:ventric\w*|atri\w*|heart\b|lobe of (?:the )?liver|hepatic|portal|coronary"
    r"|anterior descending|circumflex|bundle|gastric|colic|colon\b|hemicolon|hemicolectomy|main\b|aortic|arch\b"
    r"|crus\b|hemiliver|lobe of the liver|internal mammary|dominan\w*|sided? aortic)"
)


@dataclass(frozen=True, slots=True)
class SideWord:
    """``sides`` is {"R"}, {"L"} or both."""

    start: int
    end: int
    sides: frozenset[str]


def side_words(text: str) -> Iterator[SideWord]:
    """Every side of the body that folded ``text`` names; directions, idioms and one-sided organs are left out."""
    for found in _WORD.finditer(text):
        kind = found.lastgroup or "B"
        if kind == "B":
            yield SideWord(found.start(), found.end(), BOTH)
            continue
        before, after = (
            text[max(0, found.start() - 12) : found.start()],
            text[found.end() : found.end() + 40],
        )
        pair = re.match(r"^ (?:and|or|&|/) (?:the )?(?:left|right)\b", after) or re.match(
            r"^/(?:left|right)\b", after
        )
        if pair or re.search(
            r"\b(?:left|right) (?:and|or|&) (?:the )?$",
            text[max(0, found.start() - 16) : found.start()],
        ):
            yield SideWord(found.start(), found.end(), BOTH)
        elif not (
            _NOT_AFTER.search(before) or _NOT_BEFORE.match(after) or _OF_ONE_SIDE.match(after)
        ):
            yield SideWord(found.start(), found.end(), frozenset(kind))


def side_of_order(laterality: str, *texts: str) -> str:
    """R or L where the order is of one side; "" where it is of both, of neither, or says both of them."""
    said = laterality.strip().lower()
    if said[:1] == "b" or said in ("both", "rl", "lr"):
        return ""
    for begin, side in (("r", "R"), ("l", "L"), ("d", "R"), ("g", "L"), ("i", "L")):
        if said.startswith(begin):
            return side
    named = {side for text in texts for word in side_words(text.lower()) for side in word.sides}
    return next(iter(named)) if len(named) == 1 else ""
