"""Arithmetic and matching: money, periods, prices, study types, credits, files, gaps."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.billing.billable import Billable, Read, Version, billable_events
from apps.billing.crediting import CreditRule, credit_percent
from apps.billing.money import decimals_of, is_currency, rounded, total, written
from apps.billing.periods import month_of, next_period, period_of
from apps.billing.pricing import Facts, Line, Premium, changed_by, consider, quote
from apps.billing.rate_file import read_prices, read_procedures
from apps.billing.reconciling import Document, Entry, Event, gaps
from apps.billing.study_types import Examination, TypeRule, classify
from apps.billing.taxing import totals
from apps.billing.time_bands import DEFAULT_BANDS, as_bands, band_at

AT = datetime(2026, 11, 3, tzinfo=UTC)
SITE, TYPE, READER = UUID(int=1), UUID(int=2), UUID(int=3)
amounts = st.decimals(min_value=-10_000, max_value=10_000, places=2)
KINDS = ["month", "half_month", "week"]
ZONES = ["Europe/Dublin", "America/Chicago", "Australia/Lord_Howe", "UTC"]


@settings(max_examples=2000)
@given(st.lists(amounts, max_size=40), st.decimals(min_value=0, max_value=30, places=3))
def test_a_document_s_total_is_the_sum_of_its_lines(lines: list[Decimal], tax: Decimal) -> None:
    """Feature row K5."""
    found = totals(lines, tax_percent=tax, currency="EUR")
    assert found.net == sum(lines, Decimal(0))
    assert found.total == found.net + found.tax
    assert abs(found.tax - found.net * tax / 100) <= Decimal("0.005")


def test_each_currency_has_its_own_decimals() -> None:
    assert [decimals_of(code) for code in ("EUR", "JPY", "KWD")] == [2, 0, 3]
    assert rounded(Decimal("2.345"), "EUR") == Decimal("2.35")
    assert rounded(Decimal("-2.345"), "EUR") == Decimal("-2.35")
    assert rounded(Decimal("2.5"), "JPY") == 3
    assert total([], "EUR") == 0 and written(Decimal("1234.5"), "EUR") == "€1,234.50"
    assert is_currency("EUR") and not is_currency("EUX")


@given(
    st.integers(0, 6000).map(lambda hours: AT + timedelta(hours=hours * 17)),
    st.sampled_from(KINDS),
    st.sampled_from(ZONES),
)
def test_every_instant_lies_in_one_period(at: datetime, kind: str, zone: str) -> None:
    period = period_of(at, kind=kind, zone=zone)
    assert period.starts_at <= at < period.ends_at
    following = next_period(period, kind=kind, zone=zone)
    assert following.starts_at == period.ends_at
    assert following.first_day == period.last_day + timedelta(days=1)


def test_a_month_in_which_the_clock_is_changed_is_an_hour_longer() -> None:
    dublin = month_of(2026, 10, "Europe/Dublin")
    length = dublin.ends_at.astimezone(UTC) - dublin.starts_at.astimezone(UTC)
    assert length == timedelta(days=31, hours=1)


@pytest.mark.parametrize(
    ("local", "band"),
    [
        ("2026-11-30T07:00", "day"),
        ("2026-11-30T18:59", "day"),
        ("2026-11-30T19:00", "night"),
        ("2026-12-01T06:59", "night"),
        ("2026-12-05T12:00", "weekend"),
    ],
)
def test_hours_are_those_of_the_zone(local: str, band: str) -> None:
    at = datetime.fromisoformat(local).replace(tzinfo=ZoneInfo("America/Chicago"))
    assert band_at(as_bands(DEFAULT_BANDS), at.astimezone(UTC), "America/Chicago") == band


def test_holidays_and_a_zone_of_its_own() -> None:
    bands = as_bands(
        [
            {
                "code": "holiday",
                "weekdays": [],
                "starts": "00:00",
                "ends": "00:00",
                "holidays": True,
            },
            {
                "code": "hub",
                "weekdays": [0],
                "starts": "08:00",
                "ends": "16:00",
                "zone": "Asia/Tokyo",
            },
            *DEFAULT_BANDS,
        ]
    )
    monday = datetime(2026, 11, 30, 0, 30, tzinfo=UTC)
    assert band_at(bands, monday, "Europe/Dublin") == "hub"
    assert band_at(bands, monday, "Europe/Dublin", holiday=True) == "holiday"
    assert band_at(bands, monday.replace(hour=8), "Europe/Dublin") == "day"


FACTS = Facts(
    site=SITE,
    kind="final",
    priority="STAT",
    time_band="night",
    study_type=TYPE,
    modalities=("CT", "PT"),
    reader=READER,
    rvu=Decimal("1.5"),
    on_shift=True,
)


def line(amount: int, **axes: object) -> Line:
    return Line(id=uuid4(), amount=Decimal(amount), **axes)  # type: ignore[arg-type] # axes vary


def test_the_most_specific_line_counts_and_says_why() -> None:
    everything, by_type = line(10), line(20, study_type=TYPE)
    by_site, other = line(30, site=SITE, priority="STAT"), line(99, site=UUID(int=9))
    found = quote([everything, by_type, other, by_site], FACTS, currency="EUR")
    assert found is not None and found.line is by_site
    assert found.named == ("site", "priority") and found.beaten == (by_type, everything)
    considered = consider([everything, by_type, other, by_site], FACTS)
    assert [one.line for one in considered[:3]] == [by_site, by_type, everything]
    assert considered[3].differs_on == ("site",)
    assert quote([other], FACTS, currency="EUR") is None


@given(
    st.permutations(
        [line(n, **({"site": SITE} if n % 2 else {})) for n in range(1, 3)]
        + [line(7, modality="CT"), line(8, modality="PT"), line(9, kind="final")]
    )
)
def test_no_matter_of_order(lines: list[Line]) -> None:
    found = quote(lines, FACTS, currency="EUR")
    assert found is not None and found.amount == 1
    without = [one for one in lines if one.site is None and one.amount != 2]
    second = quote(without, FACTS, currency="EUR")
    assert second is not None and second.line.modality == "CT"


def test_rvu_and_premiums_are_added() -> None:
    premiums = [
        Premium("night", percent=Decimal(50), amount=Decimal(2), on_shift_only=True),
        Premium("day", percent=Decimal(500)),
    ]
    priced = Line(id=uuid4(), amount=Decimal(10), per_rvu=Decimal(4))
    found = quote([priced], FACTS, currency="EUR", premiums=premiums)
    assert found is not None
    assert [found.base, found.rvu, found.premium, found.amount] == [10, 6, 10, 26]
    assert changed_by(Decimal(10), Decimal("3.333"), "EUR") == Decimal("10.33")


RULES = [
    TypeRule(2, UUID(int=12), modality="CT", words="chest"),
    TypeRule(1, UUID(int=11), modality="CT", words="chest angio"),
    TypeRule(3, UUID(int=13), procedure="mr knee left"),
]


@pytest.mark.parametrize(
    ("exam", "known"),
    [
        (Examination("CT ANGIOGRAPHY OF THE CHEST", modalities=("CT",)), 11),
        (Examination("Chest, routine", modalities=("CT",)), 12),
        (Examination("Chest", modalities=("DX",)), None),
        (Examination("", procedure="MR Knee Left"), 13),
        (Examination("MR Knee Left lateral"), None),
    ],
)
def test_the_first_rule_that_fits(exam: Examination, known: int | None) -> None:
    rule = classify(RULES, exam)
    assert (rule.study_type.int if rule else None) == known


def test_the_highest_credit_that_a_rule_gives() -> None:
    rules = [
        CreditRule(frozenset(), 0, Decimal(25), False),
        CreditRule(frozenset({"reader"}), 60, Decimal(100), True),
    ]

    def percent(cause: str, over: float | None, granted: bool) -> Decimal:
        return credit_percent(rules, cause=cause, minutes_over=over, granted=granted)

    assert percent("queue", 5, True) == 25 and percent("queue", 5, False) == 0
    assert percent("reader", 60, False) == 100 and percent("reader", None, True) == 0


KNOWN = {
    "study_type": frozenset({"CT-CHEST"}),
    "site": frozenset({"a"}),
    "reader": frozenset({"r@x.test"}),
}


def test_a_price_file_is_read_or_each_mistake_named() -> None:
    good = "study_type;amount;priority\nCT-CHEST;45,50;\n\nCT-CHEST;60.00;STAT\n".encode(
        "utf-8-sig"
    )
    found = read_prices(good, KNOWN)
    assert not found.errors
    assert [(row.row, row.amount) for row in found.prices] == [
        (2, Decimal("45.50")),
        (4, Decimal("60.00")),
    ]
    bad = b"study_type,amount,kind\nMR,x,final\nCT-CHEST,,final\nCT-CHEST,1,final\nCT-CHEST,2,final\nCT-CHEST,-1,odd"
    errors = read_prices(bad, KNOWN).errors
    assert [(one.row, one.column, one.code) for one in errors] == [
        (2, "study_type", "unknown"),
        (2, "amount", "not_an_amount"),
        (3, "amount", "not_an_amount"),
        (4, "", "twice"),
        (5, "", "twice"),
        (6, "kind", "unknown"),
        (6, "amount", "not_an_amount"),
    ]
    assert [one.code for one in read_prices(b"price\n1", KNOWN).errors] == [
        "missing_column",
        "unknown_column",
    ]
    assert read_prices(b"amount\n\xe9", KNOWN).errors[0].code == "not_text"


@given(st.binary(max_size=200))
def test_no_file_breaks_the_reader(content: bytes) -> None:
    read_prices(content, KNOWN)
    read_prices(b"amount,site\n" + content, KNOWN)
    read_procedures(b"code,name,words\n" + content)


def test_a_procedure_needs_a_way_to_be_known() -> None:
    found = read_procedures(b"code,name,modality,words\nA,CT head,CT,head\nB,MR,,\n")
    assert [(row.code, row.words) for row in found.procedures] == [("A", "head")]
    assert [(one.row, one.column) for one in found.errors] == [(3, "words")]


TASK, STUDY = UUID(int=20), UUID(int=21)


def version(number: int, kind: str, *, prepared: bool = False) -> Version:
    at = AT + timedelta(minutes=number)
    return Version(UUID(int=100 + number), number, kind, READER, at, prepared)


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        (["wet_read"], []),
        (["preliminary", "preliminary", "final"], ["preliminary", "final"]),
        (["final", "addendum", "correction", "addendum"], ["final", "addendum", "addendum"]),
        (["final", "withdrawal"], []),
    ],
)
def test_what_is_billable_of_a_read(kinds: list[str], expected: list[str]) -> None:
    versions = tuple(version(number, kind) for number, kind in enumerate(kinds, start=1))
    read = Read(TASK, "final", UUID(int=4), versions)
    found = billable_events(read)
    assert [one.kind for one in found] == expected
    assert len({one.key for one in found}) == len(found)
    again = Read(TASK, "final", UUID(int=4), tuple(reversed(versions)))
    assert billable_events(again) == found


def test_a_part_is_billed_as_a_part_and_an_over_read_as_one() -> None:
    signed = (version(1, "final", prepared=True),)
    part = billable_events(Read(TASK, "final", UUID(int=4), signed, is_part=True))
    over = billable_events(Read(TASK, "over_read", UUID(int=4), signed, in_parts=True))
    assert [one.kind for one in part] == ["part"] and part[0].writer == UUID(int=4)
    assert [one.kind for one in over] == ["over_read"] and over[0].read_in_parts


EVENT = UUID(int=30)
READ = Billable("final:t", "final", TASK, UUID(int=101), AT, READER, READER, False)


def kept(**changes: object) -> Event:
    values: dict[str, object] = {
        "id": EVENT,
        "key": "final:t",
        "task": TASK,
        "study": STUDY,
        "canceled": False,
        "charge_due": True,
        "payout_due": True,
    }
    return Event(**{**values, **changes})  # type: ignore[arg-type] # a row of a table


def entry(number: int, **changes: object) -> Entry:
    return Entry(UUID(int=number), EVENT, Decimal(1), **changes)  # type: ignore[arg-type]  # a row of a table


WHOLE = {
    "reads": [READ],
    "events": [kept()],
    "charges": [entry(1)],
    "payouts": [entry(2)],
    "documents": [],
}


@pytest.mark.parametrize(
    ("planted", "code"),
    [
        ({}, None),
        ({"charges": [entry(1), entry(3, reverses=UUID(int=1)), entry(4)]}, None),
        ({"events": [], "charges": [], "payouts": []}, "read_without_event"),
        ({"reads": []}, "event_without_read"),
        ({"charges": []}, "event_without_charge"),
        ({"charges": [entry(1), entry(3, reverses=UUID(int=1))]}, "event_without_charge"),
        ({"payouts": []}, "event_without_payout"),
        ({"charges": [entry(1), entry(3)]}, "charged_more_than_once"),
        ({"payouts": [entry(1), entry(3)]}, "paid_more_than_once"),
        ({"events": [kept(charge_due=False)]}, "charged_though_not_billable"),
        ({"events": [kept(payout_due=False)]}, "paid_though_not_payable"),
        ({"charges": [entry(1, missing_on_invoice=True)]}, "charge_not_invoiced"),
        (
            {"documents": [Document(UUID(int=9), "INV-1", *map(Decimal, (10, 2, 12, 9)))]},
            "invoice_total_differs",
        ),
    ],
)
def test_every_gap_has_its_name(planted: dict[str, object], code: str | None) -> None:
    found = gaps(**{**WHOLE, **planted}, studies={TASK: STUDY})  # type: ignore[arg-type]  # a row of a table
    assert [gap.code for gap in found] == ([code] if code else [])


def test_the_day_is_the_date() -> None:
    assert month_of(2026, 2, "UTC").last_day == date(2026, 2, 28)
