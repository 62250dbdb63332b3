"""Dates as people write them in reports, each with every day it may mean."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_MONTHS = (
    "jan feb mar apr may jun jul aug sep oct nov dec".split(),
    "januar februar marz april mai juni juli august september oktober november dezember".split(),
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre".split(),
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(),
)
_NUMBER = {
    name[:4] if len(name) > 3 else name: n for names in _MONTHS for n, name in enumerate(names, 1)
}
_NAME = (
    r"(?P<{0}>jan(?:uary|uar|vier)?|feb(?:ruary|ruar|rero)?|fevrier|mar(?:ch|s|z|zo)?|apr(?:il)?|avril|abril|may|mai|mayo|"
    r"june?|juni|juin|junio|july?|juli|juillet|julio|aug(?:ust)?|aout|agosto|sept?(?:ember|embre|iembre)?|oct(?:ober|obre|ubre)?|"
    r"oktober|nov(?:ember|embre|iembre)?|dec(?:ember|embre)?|dezember|diciembre|enero)"
)
_DATE = re.compile(
    r"(?<![\d.])(?:(?P<y1>(?:19|20)\d\d)[-/.](?P<m1>\d{1,2})[-/.](?P<d1>\d{1,2})(?!\d)"
    r"|(?P<compact>(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?!\d)"
    r"|(?P<a>\d{1,2})[-/.](?P<b>\d{1,2})[-/.](?P<y2>(?:(?:19|20)\d\d|\d\d))(?![\d.]\d))"
    r"|\b(?P<d3>\d{1,2})(?:st|nd|rd|th|\.)?[ -](?:of |de )?"
    + _NAME.format("n3")
    + r"\.?,?[ -](?:de )?(?P<y3>(?:19|20)\d\d)\b"
    r"|\b" + _NAME.format("n4") + r"\.? (?P<d4>\d{1,2})(?:st|nd|rd|th)?,? (?P<y4>(?:19|20)\d\d)\b"
    r"|\b" + _NAME.format("n5") + r"\.?,? (?:of )?(?P<y5>(?:19|20)\d\d)\b"
    r"|\b(?P<y6>(?:19|20)\d\d)\b(?![-/.]\d)"
)


@dataclass(frozen=True, slots=True)
class Written:
    """``days`` are the days it may mean; with ``whole`` it is a month or a year, given by its first day."""

    start: int
    end: int
    days: frozenset[date]
    whole: str = ""

    def fits(self, known: frozenset[date]) -> bool:
        """Whether one of the ``known`` days may be meant."""
        if self.whole == "year":
            return any(day.year == one.year for day in known for one in self.days)
        if self.whole == "month":
            return any(
                (day.year, day.month) == (one.year, one.month) for day in known for one in self.days
            )
        return bool(self.days & known)


def dates(text: str) -> Iterator[Written]:
    """Every date in folded ``text``; a number that is no day of the calendar is left out."""
    for found in _DATE.finditer(text):
        days, whole = _days(found)
        if days:
            yield Written(found.start(), found.end(), days, whole)


def _days(found: re.Match[str]) -> tuple[frozenset[date], str]:
    part = found.groupdict()
    if part["y1"]:
        return _real((part["y1"], part["m1"], part["d1"])), ""
    if compact := part["compact"]:
        return _real((compact[:4], compact[4:6], compact[6:])), ""
    if part["y2"]:
        year = part["y2"] if len(part["y2"]) == 4 else f"20{part['y2']}"
        return _real((year, part["a"], part["b"]), (year, part["b"], part["a"])), ""
    for number in "34":
        if part[f"y{number}"]:
            return _real((part[f"y{number}"], _month(part[f"n{number}"]), part[f"d{number}"])), ""
    if part["y5"]:
        return _real((part["y5"], _month(part["n5"]), "1")), "month"
    return _real((part["y6"] or "0", "1", "1")), "year"


def _month(name: str) -> str:
    return str(_NUMBER.get(name[:4]) or _NUMBER.get(name[:3]) or 0)


def _real(*written: tuple[str, str, str]) -> frozenset[date]:
    days = set()
    for year, month, day in written:
        try:
            days.add(date(int(year), int(month), int(day)))
        except ValueError:
            continue
    return frozenset(days)
