"""Whether a text is an indication at all. Pure: no Django.

A field that must be filled is filled with a dot; that helps no reader, so it counts as empty.
"""

import unicodedata

_SAYS_NOTHING = frozenset(
    """
    na n/a nil none no not known unknown tbd tba see notes note above below chart order request
    as per clinical info information indication history reason x xx xxx test same
    keine siehe oben unten unbekannt anamnese klinik angaben
    """.split()
)


def says_something(text: str) -> bool:
    """Whether at least one word of ``text`` is more than a stand-in for an indication."""
    plain = "".join(
        character if character.isalnum() or character == "/" else " "
        for character in unicodedata.normalize("NFKC", text).casefold()
    )
    return any(_tells(word) for word in plain.split())


def _tells(word: str) -> bool:
    """Two letters are a word (`MI`); in scripts without letter case one already is."""
    letters = [character for character in word if character.isalpha()]
    if word in _SAYS_NOTHING or not letters or len(set(letters)) == 1 < len(letters):
        return False
    return len(letters) > 1 or letters[0].lower() == letters[0].upper()
