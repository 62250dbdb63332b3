"""QIDO-RS matching keys as conditions on the index (PS3.18 10.6.1, PS3.4 C.2.2.2).

Each entry names how an attribute matches at its own level; ``search`` adds the way from the level searched.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import CharField, Q
from django.db.models.functions import Upper
from django.db.models.lookups import Lookup

from apps.archive.dicom.uids import can_be_filed
from apps.archive.dicomweb.errors import BadQuery
from apps.archive.dicomweb.query import date_range, like_pattern, time_range, values_of

Condition = Callable[[str, str], Q]
"""(way to the level's row, value) → condition; the way is "" or ends in ``__``."""


@CharField.register_lookup
class Matches(Lookup):
    """``LIKE`` with a pattern of our own making."""

    lookup_name = "matches"

    def as_sql(self, compiler, connection):  # type: ignore[no-untyped-def] # Django's own signature is untyped
        left, left_parameters = self.process_lhs(compiler, connection)
        right, right_parameters = self.process_rhs(compiler, connection)
        return f"{left} LIKE {right}", (*left_parameters, *right_parameters)


CharField.register_lookup(Upper)


def _text(field: str) -> Condition:
    """Exact, or with wildcards; a list matches any."""

    def condition(way: str, value: str) -> Q:
        pattern = like_pattern(value)
        if pattern is not None:
            return Q(**{f"{way}{field}__matches": pattern})
        return Q(**{f"{way}{field}": value})

    return condition


def _name(field: str) -> Condition:
    """A person name: any case, with wildcards; without them the whole name or one whole component group."""

    def condition(way: str, value: str) -> Q:
        upper = value.upper().rstrip("^")
        pattern = like_pattern(upper)
        column = f"{way}{field}__upper"
        if pattern is not None:
            return Q(**{f"{column}__matches": pattern})
        escaped = upper.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        return (
            Q(**{column: upper})
            | Q(**{f"{column}__matches": f"{escaped}=%"})
            | Q(**{f"{column}__matches": f"%={escaped}"})
            | Q(**{f"{column}__matches": f"%={escaped}=%"})
        )

    return condition


def _uids(field: str) -> Condition:
    def condition(way: str, value: str) -> Q:
        uids = values_of(value)
        if not all(can_be_filed(uid) for uid in uids):
            raise BadQuery("A UID in the query is not a DICOM UID (PS3.5 9.1).", code="invalid_uid")
        return Q(**{f"{way}{field}__in": uids})

    return condition


def _codes(field: str) -> Condition:
    """One of several short codes, or a pattern."""

    def condition(way: str, value: str) -> Q:
        if like_pattern(value) is not None:
            return _text(field)(way, value)
        return Q(**{f"{way}{field}__in": values_of(value)})

    return condition


def _date(field: str) -> Condition:
    def condition(way: str, value: str) -> Q:
        start, end = date_range(value)
        found = Q()
        if start is not None:
            found &= Q(**{f"{way}{field}__gte": start})
        if end is not None:
            found &= Q(**{f"{way}{field}__lte": end})
        return found

    return condition


def _time(field: str) -> Condition:
    def condition(way: str, value: str) -> Q:
        start, end = time_range(value)
        return Q(
            **{
                f"{way}{field}__gt": "",
                f"{way}{field}__gte": start,
                f"{way}{field}__lte": end,
            }
        )

    return condition


def _number(field: str) -> Condition:
    def condition(way: str, value: str) -> Q:
        try:
            numbers = [int(part) for part in values_of(value)]
        except ValueError:
            numbers = []
        if not numbers or not all(abs(number) < 2**31 for number in numbers):
            raise BadQuery("A number in the query is not one.")
        return Q(**{f"{way}{field}__in": numbers})

    return condition


def _modalities(way: str, value: str) -> Q:
    wanted = values_of(value)
    sent, own = f"{way}modalities__overlap", f"{way}own_modalities__overlap"
    return Q(**{sent: wanted}) | Q(**{own: wanted})


def _header_text(tag: str, vr: str) -> Condition:
    """An attribute without a column: its whole element in the stored DICOM JSON, which is written compactly."""

    def condition(way: str, value: str) -> Q:
        if like_pattern(value) is not None or '"' in value or "\\" in value:
            raise BadQuery("This attribute is matched by its exact value only.")
        element = f'"{tag}":{{"vr":"{vr}","Value":["{value}"]}}'
        return Q(**{f"{way}headers__contains": element})

    return condition


@dataclass(frozen=True, slots=True)
class Key:
    """A matching key: on which level's row, and how."""

    level: str
    condition: Condition


STUDY, SERIES, INSTANCE = "study", "series", "instance"

KEYS: dict[str, Key] = {
    "00080020": Key(STUDY, _date("study_date")),
    "00080030": Key(STUDY, _time("study_time")),
    "00080050": Key(STUDY, _text("accession_number")),
    "00080061": Key(STUDY, _modalities),
    "00080090": Key(STUDY, _name("referring_physician")),
    "00081030": Key(STUDY, _text("description")),
    "00100010": Key(STUDY, _name("patient__name")),
    "00100020": Key(STUDY, _text("patient__patient_id")),
    "00100021": Key(STUDY, _text("patient__issuer")),
    "00100030": Key(STUDY, _date("patient__birth_date")),
    "00100040": Key(STUDY, _text("patient__sex")),
    "0020000D": Key(STUDY, _uids("study_instance_uid")),
    "00200010": Key(STUDY, _header_text("00200010", "SH")),
    "00080060": Key(SERIES, _codes("modality")),
    "0008103E": Key(SERIES, _text("description")),
    "00180015": Key(SERIES, _text("body_part")),
    "0020000E": Key(SERIES, _uids("series_instance_uid")),
    "00200011": Key(SERIES, _number("number")),
    "00400244": Key(SERIES, _header_text("00400244", "DA")),
    "00400245": Key(SERIES, _header_text("00400245", "TM")),
    "00080016": Key(INSTANCE, _uids("sop_class_uid")),
    "00080018": Key(INSTANCE, _uids("sop_instance_uid")),
    "00083002": Key(INSTANCE, _uids("transfer_syntax_uid")),
    "00200013": Key(INSTANCE, _number("number")),
    "00280008": Key(INSTANCE, _number("frames")),
    "00280010": Key(INSTANCE, _number("rows")),
    "00280011": Key(INSTANCE, _number("columns")),
}

_WAYS: dict[str, dict[str, str]] = {
    STUDY: {STUDY: ""},
    SERIES: {STUDY: "study__", SERIES: ""},
    INSTANCE: {STUDY: "study__", SERIES: "series__", INSTANCE: ""},
}


def conditions(level: str, matches: tuple[tuple[str, str], ...]) -> tuple[Q, list[str]]:
    """The condition of a search on ``level``, and the tags that cannot be matched there. Raises ``BadQuery``."""
    found, unsupported = Q(), []
    for tag, value in matches:
        key = KEYS.get(tag)
        way = _WAYS[level].get(key.level) if key else None
        if key is None or way is None:
            unsupported.append(tag)
        else:
            found &= key.condition(way, value)
    return found, unsupported
