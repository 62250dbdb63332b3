"""Shares, intervals and flags."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.worklist.engine.fairness import (
    DIMENSIONS,
    LEAST_CASES,
    SHARE_THRESHOLD,
    Work,
    case_mix,
    count_kinds,
    kind_shares,
    per_hour,
    wilson_interval,
)

works = st.builds(
    Work,
    modalities=st.lists(st.sampled_from(("CT", "MR", "CR")), max_size=3).map(tuple),
    procedure_group=st.sampled_from(("neuro", "chest", "")),
    priority=st.sampled_from(("STAT", "ROUTINE")),
)
some = st.lists(works, max_size=30)
counts = st.dictionaries(
    st.tuples(st.sampled_from(DIMENSIONS), st.sampled_from(("CT", "neuro", "STAT"))),
    st.integers(0, 50),
)


@given(st.integers(0, 500), st.integers(0, 500))
def test_an_interval_holds_its_share(hits: int, misses: int) -> None:
    total = hits + misses
    low, high = wilson_interval(hits, total)
    assert 0 <= low <= high <= 1
    if total:
        assert low <= hits / total + 1e-12
        assert high >= hits / total - 1e-12


@given(st.integers(1, 200), st.integers(1, 200))
def test_more_numbers_narrow_the_interval(hits: int, misses: int) -> None:
    few = wilson_interval(hits, hits + misses)
    many = wilson_interval(hits * 10, (hits + misses) * 10)
    assert many[1] - many[0] < few[1] - few[0]


@given(st.integers(0, 100), st.integers(0, 100))
def test_the_interval_is_the_same_seen_from_the_other_side(hits: int, misses: int) -> None:
    low, high = wilson_interval(hits, hits + misses)
    mirrored = wilson_interval(misses, hits + misses)
    assert mirrored == pytest.approx((1 - high, 1 - low))


def test_the_interval_agrees_with_published_values() -> None:
    # Newcombe 1998, Statistics in Medicine 17:857, table I, method 3.
    for hits, total, expected in (
        (81, 263, (0.2553, 0.3662)),
        (15, 148, (0.0624, 0.1605)),
        (0, 20, (0.0, 0.1611)),
        (1, 29, (0.0061, 0.1718)),
    ):
        assert wilson_interval(hits, total) == pytest.approx(expected, abs=5e-5)


@given(taken=some, left=some, their_taken=counts, their_left=counts)
def test_a_flag_keeps_its_promises(
    taken: list[Work],
    left: list[Work],
    their_taken: dict[tuple[str, str], int],
    their_left: dict[tuple[str, str], int],
) -> None:
    shares = kind_shares(
        taken=taken,
        passed_over=left,
        colleagues_taken=their_taken,
        colleagues_passed_over=their_left,
    )
    assert [(one.dimension, one.value) for one in shares] == sorted(count_kinds(taken + left))
    for one in shares:
        assert one.low <= one.share <= one.high + 1e-12
        if one.flagged:
            assert one.taken + one.passed_over >= LEAST_CASES
            assert one.low > SHARE_THRESHOLD
            assert one.colleagues is None or one.low > one.colleagues


@given(own=some, around=some)
def test_shares_of_a_dimension_add_up(own: list[Work], around: list[Work]) -> None:
    lines = case_mix(own, Counter(around))
    for dimension in DIMENSIONS:
        of_dimension = [line for line in lines if line.dimension == dimension]
        for total in (
            sum(line.own_share for line in of_dimension),
            sum(line.around_share for line in of_dimension),
        ):
            assert total == pytest.approx(1) or total == 0


def skipped(number: int, of: int, colleagues: tuple[int, int] = (0, 0)) -> bool:
    mr = Work(("MR",), "neuro", "ROUTINE")
    shares = kind_shares(
        taken=[mr] * (of - number),
        passed_over=[mr] * number,
        colleagues_taken={("modality", "MR"): colleagues[1] - colleagues[0]},
        colleagues_passed_over={("modality", "MR"): colleagues[0]},
    )
    return next(one.flagged for one in shares if one.dimension == "modality")


def test_a_kind_is_flagged_for_many_clear_and_unusual_skips_only() -> None:
    assert skipped(10, 14)
    assert not skipped(9, 9), "too few numbers"
    assert not skipped(6, 14), "chance could explain it"
    assert not skipped(10, 14, colleagues=(80, 100)), "colleagues leave it too"
    assert skipped(10, 14, colleagues=(10, 100))


def test_no_hours_no_rate() -> None:
    assert per_hour(10, 0) is None
    assert per_hour(10, 4) == 2.5
