"""The scale, the draw, the figures and the texts: what is computed, without a database."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydicom.datadict import tag_for_keyword
from scipy import stats

from apps.peer_review.bias import DRIFT, OUTLIER, RETALIATION, Given, watch
from apps.peer_review.blinding import BLANK, blinded, without_names
from apps.peer_review.deidentify import KEPT, deidentified, remains
from apps.peer_review.exact import fisher, holm, wilson
from apps.peer_review.radpeer import SCORES, from_legacy, needs_arbitration, needs_comment
from apps.peer_review.sampling import (
    Drawable,
    Plan,
    Share,
    draw,
    in_sequence,
    population_digest,
    value_of,
)
from apps.peer_review.scorecard import FEWEST_FOR_RATES, scorecards

READERS = [UUID(int=number) for number in range(1, 9)]
SITES = [UUID(int=number) for number in range(101, 104)]
SEED = b"a seed of this test"


def reports(count: int, random: Random) -> list[Drawable]:
    return [
        Drawable(
            UUID(int=random.getrandbits(128)),
            random.choice(READERS),
            random.choice(["CT", "MR", "CR"]),
            random.choice(SITES),
        )
        for _ in range(count)
    ]


def test_the_scale_has_no_four() -> None:
    assert SCORES == ("1", "2a", "2b", "3a", "3b")
    assert [score for score in SCORES if needs_arbitration(score)] == ["2b", "3a", "3b"]
    assert [score for score in SCORES if needs_comment(score)] == ["2a", "2b", "3a", "3b"]
    old = {"1": "1", "2A": "2a", "2b": "2b", "3a": "3a", " 3b": "3b", "4a": "3a", "4b": "3b"}
    assert {score: from_legacy(score) for score in old} == old
    for vague in ("4", "2", "3", "5", ""):
        with pytest.raises(ValueError, match="no RADPEER score"):
            from_legacy(vague)


def test_ten_thousand_draws_are_as_random_as_they_say() -> None:
    """Chi-square over reader, modality, site and the values themselves; the seed is fixed, so it never varies."""
    population = reports(10_000, Random(7))  # noqa: S311 - repeatable, not secret
    drawn = {one.report_id for one in draw(SEED, population, Plan(percent=20))}
    share = len(drawn) / len(population)
    assert stats.binomtest(len(drawn), len(population), 0.2).pvalue > 0.001
    for of in (lambda r: r.reader_id, lambda r: r.modality, lambda r: r.site_id):
        all_, some = (
            Counter(map(of, population)),
            Counter(of(r) for r in population if r.report_id in drawn),
        )
        keys = sorted(all_, key=str)
        expected = [all_[key] * share for key in keys]
        assert stats.chisquare([some[key] for key in keys], expected).pvalue > 0.001
    values = Counter(int(value_of(SEED, one.report_id) * 50) for one in population)
    assert stats.chisquare([values[bin_] for bin_ in range(50)]).pvalue > 0.001


def test_reviewers_come_by_chance_where_they_have_had_the_same() -> None:
    random = Random(3)  # noqa: S311 - repeatable, not secret
    loads = dict.fromkeys(READERS, 4)
    first = Counter(
        in_sequence(SEED, UUID(int=random.getrandbits(128)), loads)[0] for _ in range(10_000)
    )
    assert stats.chisquare(list(first.values())).pvalue > 0.001 and len(first) == len(READERS)
    assert in_sequence(SEED, UUID(int=1), {**loads, READERS[5]: 3})[0] == READERS[5]


@given(st.integers(0, 2**32), st.floats(0, 100), st.integers(0, 6), st.integers(0, 6))
def test_a_draw_is_the_same_again_and_keeps_to_its_quotas(
    number: int, percent: float, least: int, more: int
) -> None:
    random = Random(number)  # noqa: S311 - repeatable, not secret
    population = reports(60, random)
    plan = Plan(percent, (Share(0, site_id=SITES[0]),), least, least + more)
    drawn = draw(SEED, population, plan)
    shuffled = random.sample(population, len(population))
    assert sorted(drawn, key=str) == sorted(draw(SEED, shuffled, plan), key=str)
    assert population_digest(population) == population_digest(shuffled)
    site = {one.report_id: one.site_id for one in population}
    assert all(site[one.report_id] != SITES[0] for one in drawn)
    per_reader = Counter(one.reader_id for one in drawn)
    free = Counter(one.reader_id for one in population if one.site_id != SITES[0])
    for reader in READERS:
        least_there = min(least, free[reader]) if percent else 0
        assert least_there <= per_reader[reader] <= least + more


def test_the_closest_share_counts() -> None:
    reader, site = READERS[0], SITES[0]
    plan = Plan(5, (Share(10, site_id=site), Share(20, modality="CT"), Share(0, reader_id=reader)))
    percents = [
        plan.percent_for(Drawable(UUID(int=1), who, modality, where))
        for who, modality, where in (
            (reader, "CT", site),
            (READERS[1], "CT", site),
            (READERS[1], "MR", site),
            (READERS[1], "MR", SITES[1]),
        )
    ]
    assert percents == [0, 20, 10, 5]


@given(st.integers(0, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_holds_the_share_and_agrees_with_scipy(counts: tuple[int, int]) -> None:
    hits, total = counts
    found = wilson(hits, total)
    if total == 0:
        assert (found.low, found.high) == (0, 1)
        return
    known = stats.binomtest(hits, total).proportion_ci(0.95, method="wilson")
    assert found.low == pytest.approx(known.low, abs=1e-9)
    assert found.high == pytest.approx(known.high, abs=1e-9)
    assert found.low <= hits / total <= found.high


@given(st.tuples(*[st.integers(0, 25)] * 4))
def test_fisher_agrees_with_scipy(table: tuple[int, int, int, int]) -> None:
    a, b, c, d = table
    if a + b and c + d and a + c and b + d:
        known = stats.fisher_exact([[a, b], [c, d]]).pvalue
        assert fisher(a, b, c, d) == pytest.approx(known, rel=1e-6)


def test_holm_asks_more_of_each_the_more_are_asked() -> None:
    assert holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])
    assert holm([]) == [] and holm([0.9, 0.8]) == [1.0, 1.0]


def test_few_reviews_give_no_rate() -> None:
    few, many = READERS[:2]
    cards = scorecards([(few, "1", FEWEST_FOR_RATES - 1), (many, "1", 95), (many, "3b", 5)])
    assert (cards[0].agreement, cards[0].differs) == (None, "too_few")
    agreement = cards[1].agreement
    assert agreement is not None and agreement.share == pytest.approx(0.95)
    assert agreement.interval.low < 0.95 < agreement.interval.high
    assert cards[1].counts == {"1": 95, "2a": 0, "2b": 0, "3a": 0, "3b": 5}
    assert cards[1].differs == "no"


def test_a_reader_differs_only_where_the_interval_says_so() -> None:
    cards = scorecards([(READERS[0], "1", 40), (READERS[0], "3a", 40), (READERS[1], "1", 900)])
    assert [card.differs for card in cards] == ["higher", "lower"]


START = datetime(2026, 1, 1, tzinfo=UTC)


def scores(differs: list[bool], step: timedelta = timedelta(days=1)) -> list[Given]:
    return [Given(START + step * number, one) for number, one in enumerate(differs)]


def every(number: int, of: int) -> list[bool]:
    return [place % of == 0 for place in range(number)]


def test_the_watch_finds_who_turns_harsh_after_being_scored_and_who_agrees_with_everything() -> (
    None
):
    told = [START + timedelta(days=100)]
    harsh = [*every(100, 20), *([True, True, False] * 10), *every(70, 20)]
    given_ = {
        READERS[0]: scores(harsh),
        READERS[1]: scores([False] * 400),
        **{reader: scores(every(200, 10)) for reader in READERS[2:]},
    }
    found = watch(given_, {READERS[0]: told})
    flagged = {(one.reviewer_id, one.question) for one in found if one.flagged}
    assert (READERS[0], RETALIATION) in flagged and (READERS[1], OUTLIER) in flagged
    assert not any(reviewer in READERS[2:] for reviewer, _ in flagged)
    after = next(one for one in found if one.question == RETALIATION)
    assert (after.here.differences, after.here.reviews) == (20, 30)


def test_the_watch_sees_drift_and_says_nothing_of_few() -> None:
    drifting = scores([*every(100, 25), *every(100, 3)])
    calm = {reader: scores(every(200, 6)) for reader in READERS[1:5]}
    found = watch({READERS[0]: drifting, **calm}, {})
    assert [one.reviewer_id for one in found if one.flagged and one.question == DRIFT] == [
        READERS[0]
    ]
    assert watch({READERS[0]: scores([True] * 19), **calm}, {})[0].reviewer_id != READERS[0]


def test_chance_alone_is_seldom_flagged() -> None:
    """Of 200 fair practices of eight reviewers hardly more than 5 % have a flag: all p-values are adjusted together."""
    random = Random(11)  # noqa: S311 - repeatable, not secret
    flagged = 0
    for _ in range(200):
        fair = {r: scores([random.random() < 0.1 for _ in range(80)]) for r in READERS}
        flagged += any(one.flagged for one in watch(fair, {}))
    assert flagged <= 16


NAMES = ["Dr Amara Okafor", "Jonas Lindqvist", "Prof. Mary White"]


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Discussed with Dr Okafor.", f"Discussed with Dr {BLANK}."),
        ("OKAFOR agrees; Lindqvist's opinion", f"{BLANK} agrees; {BLANK} opinion"),
        ("told dr okafor, amara okafor", f"told dr {BLANK}, {BLANK}"),
        ("White matter and white matter", f"{BLANK} matter and white matter"),
        ("Clear.\nElectronically signed by A. Person\nEnd", f"Clear.\n{BLANK}\nEnd"),
        ("No fracture.", "No fracture."),
    ],
)
def test_names_go_out_of_a_text(said: str, shown: str) -> None:
    assert without_names(said, NAMES) == shown
    assert blinded([{"code": "findings", "body": said}], NAMES)[0]["body"] == shown


IDENTIFYING = {
    "12 March 2024": "12 March 2024",
    "2024-03-12": "2024-03-12",
    "03/12/2024": "03/12/2024",
    "March 2024": "March 2024",
    "phone": "call +49 30 1234567",
    "uid": "1.2.840.113619.2.55.3",
    "accession": "A1234567",
    "mail": "dr@site.example",
    "title": "Mr Jan de Vries",
    "very old": "a 93-year-old",
}


@pytest.mark.parametrize("said", IDENTIFYING.values(), ids=IDENTIFYING.keys())
def test_what_looks_like_an_identity_is_removed(said: str) -> None:
    text = f"Seen before: {said}. Nodule 6 mm, segment 8, L4/5."
    assert remains({"findings": text}) == ["findings"]
    clean = deidentified(text, names=["Vries"], values=[])
    assert said not in clean and "Nodule 6 mm, segment 8, L4/5." in clean
    assert remains({"findings": clean}) == []


def test_the_patients_own_values_are_removed() -> None:
    values = ["P17", "St Brendan's Hospital", "A99"]
    text = "DOE JANE (P17) of St Brendan's Hospital, A99, doe."
    clean = deidentified(text, names=["DOE JANE"], values=values)
    assert not any(word in clean for word in ("DOE", "JANE", "P17", "Brendan", "A99"))


def test_a_case_keeps_no_attribute_that_the_basic_profile_removes() -> None:
    """Of PS3.15 Table E.1-1 a case keeps sex and an age group, which E.3.7 allows to keep."""
    keywords = {
        "modality": "Modality",
        "body_part": "BodyPartExamined",
        "age_group": "PatientAge",
        "sex": "PatientSex",
    }
    assert set(KEPT) == set(keywords)
    basic_profile = {0x00100040, 0x00101010}  # of these four, what the table lists
    kept = {tag_for_keyword(keyword) for keyword in keywords.values()}
    assert kept & basic_profile == {tag_for_keyword("PatientSex"), tag_for_keyword("PatientAge")}
