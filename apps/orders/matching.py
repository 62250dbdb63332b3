"""Which order asked for which study. Pure: no Django, no clock.

First by accession number, then by score. Both ways a machine links only what nothing contradicts and what could be
nothing else; all the rest is a doubt for a person.
"""

import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

THRESHOLD = 70
MARGIN = 15
EARLIEST = timedelta(days=3)
LATEST = timedelta(days=30)
# The same picture by another name: one order may be for either.
_FAMILIES = ({"CR", "DX", "DR"}, {"PT", "CT", "NM"}, {"XA", "RF"}, {"US", "IVUS"})


@dataclass(frozen=True, slots=True)
class Wanted:
    """An order as matching sees it; "" and None are unknown."""

    id: UUID
    accession_number: str = ""
    patient_id: str = ""
    name: str = ""
    birth_date: date | None = None
    sex: str = ""
    modality: str = ""
    body_part: str = ""
    requested_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A study as matching sees it."""

    id: UUID
    accession_number: str = ""
    patient_id: str = ""
    name: str = ""
    birth_date: date | None = None
    sex: str = ""
    modalities: frozenset[str] = frozenset()
    body_part: str = ""
    study_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """How well an order and a study fit: 0 to 100, and what speaks against it, the weightiest first."""

    score: int
    contradictions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """``method`` is ``accession`` or ``score``."""

    order_id: UUID
    study_id: UUID
    method: str
    score: int


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a machine does not link the order, and the studies concerned.

    ``reason`` is a contradiction's code, ``ambiguous`` or ``not_certain``.
    """

    reason: str
    study_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Settlement:
    links: tuple[Link, ...]
    doubts: Mapping[UUID, Doubt]


def settle(
    orders: Sequence[Wanted],
    studies: Sequence[Found],
    *,
    parted: Collection[tuple[UUID, UUID]] = frozenset(),
) -> Settlement:
    """Links orders of one site to its studies, each at most once, whatever the sequence they are named in.

    ``parted`` are the (order, study) pairs that a person took apart. An order with neither link nor doubt waits.
    """
    parted = frozenset(parted)
    named = _pairs_of_one_accession(orders, studies, parted)
    links, doubts = _settle_named(named)
    by_number = {order.id for order, _ in named}
    numbered = {study.id for _, study in named}
    scored_links, scored_doubts = _settle_scored(
        [order for order in orders if order.id not in by_number],
        [study for study in studies if study.id not in numbered],
        parted,
    )
    return Settlement(
        links=tuple(sorted((*links, *scored_links), key=lambda link: link.order_id)),
        doubts={**scored_doubts, **doubts},
    )


def compare(order: Wanted, study: Found) -> Comparison:
    """Weighs an order against a study: 35 patient id, 20 birth date, 20 name, 10 modality, 10 time, 5 body part."""
    known_as = bool(order.patient_id) and plain_id(order.patient_id) == plain_id(study.patient_id)
    likeness = name_likeness(order.name, study.name)
    born_alike = order.birth_date is not None and order.birth_date == study.birth_date
    points = (
        (35 if known_as else 0)
        + (20 if born_alike else 0)
        + round(20 * likeness)
        + (10 if order.modality and _modality_fits(order, study) else 0)
        + (10 if order.requested_at and study.study_at and _time_fits(order, study) else 0)
        + (5 if _body_part_fits(order, study) else 0)
    )
    return Comparison(points, tuple(_contradictions(order, study, known_as, likeness, born_alike)))


def _contradictions(
    order: Wanted, study: Found, known_as: bool, likeness: float, born_alike: bool
) -> Iterable[str]:
    if order.birth_date and study.birth_date and not born_alike:
        yield "birth_date_differs"
    if order.sex and study.sex and order.sex != study.sex and {order.sex, study.sex} <= {"M", "F"}:
        yield "sex_differs"
    # One person may have two numbers, or two spellings of a name; hardly both at once.
    other_number = bool(order.patient_id and study.patient_id) and not known_as
    if other_number and not (likeness >= 0.9 and born_alike):
        yield "patient_id_differs"
    if order.name and study.name and likeness < 0.5 and not (known_as and born_alike):
        yield "name_differs"
    if not _modality_fits(order, study):
        yield "modality_differs"
    if not _time_fits(order, study):
        yield "date_differs"


def plain_id(text: str) -> str:
    """A patient's number for comparison: only the spaces around it do not count (PS3.5 6.2, LO)."""
    return text.strip()


def plain_accession(text: str) -> str:
    """An accession number for comparison: people type it in either case, and spaces around it."""
    return text.strip().upper()


def name_words(name: str) -> frozenset[str]:
    """The words of a PN's first component group without case, accents and marks; initials stay one letter."""
    group = name.split("=", maxsplit=1)[0] or name.replace("=", " ")
    plain = "".join(
        character
        for character in unicodedata.normalize("NFKD", group)
        if not unicodedata.combining(character)
    ).casefold()
    words = "".join(character if character.isalnum() else " " for character in plain).split()
    return frozenset(words)


def name_likeness(one: str, other: str) -> float:
    """0 to 1: the share of the shorter name's words that the longer one has; an initial stands for its word.

    Family and given name swapped is the same name; nothing to compare is 0.
    """
    shorter, longer = sorted(
        (name_words(one), name_words(other)), key=lambda w: (len(w), sorted(w))
    )
    if not shorter:
        return 0.0
    alike = sum(any(_same_word(word, candidate) for candidate in longer) for word in shorter)
    # A single common word (a family name) says less than two.
    return alike / max(len(shorter), min(len(longer), 2))


def _same_word(one: str, other: str) -> bool:
    if one == other:
        return True
    return (len(one) == 1 or len(other) == 1) and one[0] == other[0]


def _modality_fits(order: Wanted, study: Found) -> bool:
    if not order.modality or not study.modalities or order.modality in study.modalities:
        return True
    return any(order.modality in family and family & study.modalities for family in _FAMILIES)


def _time_fits(order: Wanted, study: Found) -> bool:
    if order.requested_at is None or study.study_at is None:
        return True
    return -EARLIEST <= study.study_at - order.requested_at <= LATEST


def _body_part_fits(order: Wanted, study: Found) -> bool:
    return bool(order.body_part) and order.body_part.upper() == study.body_part.upper()


def _pairs_of_one_accession(
    orders: Sequence[Wanted], studies: Sequence[Found], parted: frozenset[tuple[UUID, UUID]]
) -> list[tuple[Wanted, Found]]:
    by_number: dict[str, list[Found]] = {}
    for study in studies:
        if number := plain_accession(study.accession_number):
            by_number.setdefault(number, []).append(study)
    return [
        (order, study)
        for order in orders
        for study in by_number.get(plain_accession(order.accession_number), ())
        if (order.id, study.id) not in parted
    ]


def _settle_named(pairs: Sequence[tuple[Wanted, Found]]) -> tuple[list[Link], dict[UUID, Doubt]]:
    """One number on both sides settles it, unless they are two people's, or two of either bear it.

    When it was asked for does not matter: many a site enters the order after the images.
    """
    judged = [(order, study, _whenever(compare(order, study))) for order, study in pairs]
    return _take_unrivalled(judged, method="accession", threshold=0, margin=0)


def _whenever(fit: Comparison) -> Comparison:
    kept = tuple(code for code in fit.contradictions if code != "date_differs")
    return Comparison(fit.score, kept)


def _settle_scored(
    orders: Sequence[Wanted], studies: Sequence[Found], parted: frozenset[tuple[UUID, UUID]]
) -> tuple[list[Link], dict[UUID, Doubt]]:
    judged = [
        (order, study, compare(order, study))
        for order in orders
        for study in studies
        # Two different numbers are two requests, however alike the rest is.
        if not (order.accession_number.strip() and study.accession_number.strip())
        and (order.id, study.id) not in parted
    ]
    near = [
        pair
        for pair in judged
        if pair[2].score >= THRESHOLD - MARGIN and not pair[2].contradictions
    ]
    return _take_unrivalled(near, method="score", threshold=THRESHOLD, margin=MARGIN)


def _take_unrivalled(
    judged: Sequence[tuple[Wanted, Found, Comparison]],
    *,
    method: str,
    threshold: int,
    margin: int,
) -> tuple[list[Link], dict[UUID, Doubt]]:
    links: list[Link] = []
    doubts: dict[UUID, Doubt] = {}
    for order in {order.id: order for order, _, _ in judged}.values():
        own = [(study, fit) for one, study, fit in judged if one.id == order.id]
        sound = [(study, fit) for study, fit in own if not fit.contradictions]
        if not sound:
            worst = min(own, key=lambda pair: (len(pair[1].contradictions), pair[0].id))
            doubts[order.id] = Doubt(worst[1].contradictions[0], _ids(own))
            continue
        study, fit = max(sound, key=lambda pair: (pair[1].score, pair[0].id))
        if fit.score < threshold:
            doubts[order.id] = Doubt("not_certain", _ids(sound))
            continue
        rivals = [
            (one.id, other.id)
            for one, other, rival in judged
            if ((one.id == order.id) != (other.id == study.id))
            and not rival.contradictions
            and (not margin or rival.score > fit.score - margin)
        ]
        if rivals:
            doubts[order.id] = Doubt("ambiguous", _ids(sound))
        else:
            links.append(Link(order.id, study.id, method, fit.score))
    return links, doubts


def _ids(pairs: Iterable[tuple[Found, Comparison]]) -> tuple[UUID, ...]:
    return tuple(sorted(study.id for study, _ in pairs))
