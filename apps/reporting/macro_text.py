"""Macros inside macros: ``{{macro:code}}`` stands for the text of another one. Pure: no Django."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from apps.reporting.template_choice import region_of

CODE = r"[a-z][a-z0-9_.-]{0,39}"
LONGEST_TEXT = 20_000
LONGEST_EXPANDED = 100_000
# A macro that is called by the one that is typed is one deep.
DEEPEST = 5
MOST_CALLS = 500
_CALL = re.compile(rf"\{{\{{macro:({CODE})\}}\}}")


class MacroFault(StrEnum):
    UNKNOWN_MACRO = "unknown_macro"
    MACRO_CYCLE = "macro_cycle"
    MACRO_TOO_DEEP = "macro_too_deep"
    MACRO_TOO_LONG = "macro_too_long"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a macro, and the codes that lead there, the macro itself first."""

    kind: MacroFault
    path: tuple[str, ...]


class _FaultFound(Exception):
    def __init__(self, kind: MacroFault, path: tuple[str, ...]) -> None:
        super().__init__(kind)
        self.fault = Fault(kind, path)


def is_code(code: str) -> bool:
    """Lower-case letters, digits, ``.``, ``_`` and ``-``; a letter first; at most 40."""
    return re.fullmatch(CODE, code) is not None


def fits_study(
    *, modality: str, body_part: str, modalities: Sequence[str], study_part: str
) -> bool:
    """Whether a macro for this modality and Body Part Examined (empty: any) is of use on such a study."""
    if modality and modality.upper() not in {one.upper() for one in modalities}:
        return False
    return not body_part or region_of(body_part) == region_of(study_part)


def calls_in(text: str) -> list[str]:
    """The codes of the macros that the text calls, in its order."""
    return _CALL.findall(text)


def fault_of(code: str, text: str, texts: Mapping[str, str]) -> Fault | None:
    """Why the macro ``code`` cannot be saved with this text beside the others in ``texts``; None where it can."""
    known = {**texts, code: text}
    try:
        _expanded(text, known, (code,), [0])
    except _FaultFound as found:
        return found.fault
    return None


def expanded(code: str, texts: Mapping[str, str]) -> str:
    """The text of a macro with all it calls put in; as it was written where something is wrong with it."""
    text = texts[code]
    try:
        return _expanded(text, texts, (code,), [0])
    except _FaultFound:
        return text


def _expanded(text: str, texts: Mapping[str, str], path: tuple[str, ...], calls: list[int]) -> str:
    def text_of(found: re.Match[str]) -> str:
        code = found[1]
        onward = (*path, code)
        calls[0] += 1
        if code in path:
            raise _FaultFound(MacroFault.MACRO_CYCLE, onward)
        if code not in texts:
            raise _FaultFound(MacroFault.UNKNOWN_MACRO, onward)
        if len(path) > DEEPEST:
            raise _FaultFound(MacroFault.MACRO_TOO_DEEP, onward)
        if calls[0] > MOST_CALLS:
            raise _FaultFound(MacroFault.MACRO_TOO_LONG, onward)
        return _expanded(texts[code], texts, onward, calls)

    whole = _CALL.sub(text_of, text)
    if len(whole) > LONGEST_EXPANDED:
        raise _FaultFound(MacroFault.MACRO_TOO_LONG, path)
    return whole
