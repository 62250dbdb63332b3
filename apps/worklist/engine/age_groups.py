"""Age groups as ICH E11(R1) 2.5 draws them for medicine trials, which is also how paediatric readers divide."""

from datetime import date, datetime

from apps.worklist.engine.facts import AgeGroup

NEONATE_DAYS = 28
AGE_GROUPS: tuple[AgeGroup, ...] = ("neonate", "infant", "child", "adolescent", "adult", "unknown")
DAYS_IN_YEAR = 365.2425


def age_group(birth_date: date | None, at: date | datetime) -> AgeGroup:
    """Neonate before day 28, infant before 2 years, child before 12, adolescent before 18, then adult.

    ``unknown`` without a birth date, or with one after ``at``.
    """
    if birth_date is None:
        return "unknown"
    day = _day(at)
    if day < birth_date:
        return "unknown"
    if (day - birth_date).days < NEONATE_DAYS:
        return "neonate"
    years = _birthdays(birth_date, day)
    if years < 2:
        return "infant"
    if years < 12:
        return "child"
    return "adolescent" if years < 18 else "adult"


def age_in_years(birth_date: date | None, at: date | datetime) -> float | None:
    """Whole years since birth, below two years with a fraction; None if not known or not yet born."""
    if birth_date is None or _day(at) < birth_date:
        return None
    years = _birthdays(birth_date, _day(at))
    return float(years) if years >= 2 else (_day(at) - birth_date).days / DAYS_IN_YEAR


def _day(at: date | datetime) -> date:
    return at.date() if isinstance(at, datetime) else at


def _birthdays(birth_date: date, day: date) -> int:
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))
