"""The timeline as a table: what happened → what the site is shown."""

from datetime import UTC, datetime, timedelta

from apps.delivery.timeline import (
    KINDS,
    DeliveredVersion,
    Opening,
    ReadingSpell,
    site_timeline,
)

START = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)


def at(minute: int) -> datetime:
    return START + timedelta(minutes=minute)


def test_a_study_that_still_arrives() -> None:
    [entry] = site_timeline(
        first_image_at=at(0), completed_at=None, spells=[], versions=[], openings=[]
    )
    assert (entry.kind, entry.at, entry.by, entry.detail) == ("first_image", at(0), None, "")


def test_a_whole_life_in_order() -> None:
    entries = site_timeline(
        first_image_at=at(0),
        completed_at=at(2),
        spells=[
            ReadingSpell("Dr B", at(20), at(40), "completed"),
            ReadingSpell("Dr A", at(5), at(10), "handed_back"),
        ],
        versions=[
            DeliveredVersion(2, "final", "Dr B", at(40), at(41)),
            DeliveredVersion(1, "preliminary", "Dr B", at(30), at(31)),
        ],
        openings=[Opening("Petra", "pdf", at(50)), Opening("Petra", "screen", at(35))],
    )
    assert [(entry.kind, entry.by, entry.detail) for entry in entries] == [
        ("first_image", None, ""),
        ("complete", None, ""),
        ("claimed", "Dr A", ""),
        ("released", "Dr A", "handed_back"),
        ("claimed", "Dr B", ""),
        ("preliminary", "Dr B", "version 1"),
        ("delivered", None, "version 1"),
        ("opened", "Petra", "screen"),
        ("signed", "Dr B", "version 2"),
        ("delivered", None, "version 2"),
        ("opened", "Petra", "pdf"),
    ]


def test_a_live_claim_is_no_release() -> None:
    entries = site_timeline(
        first_image_at=at(0),
        completed_at=at(1),
        spells=[ReadingSpell("Dr A", at(2), None, "")],
        versions=[],
        openings=[],
    )
    assert [entry.kind for entry in entries] == ["first_image", "complete", "claimed"]


def test_what_carries_the_same_time_stands_in_its_natural_order() -> None:
    entries = site_timeline(
        first_image_at=at(0),
        completed_at=at(0),
        spells=[ReadingSpell("Dr A", at(0), at(0), "expired")],
        versions=[
            DeliveredVersion(1, "preliminary", "Dr A", at(0), at(0)),
            DeliveredVersion(2, "final", "Dr A", at(0), at(0)),
        ],
        openings=[Opening("Petra", "screen", at(0))],
    )
    places = [KINDS.index(entry.kind) for entry in entries]
    assert places == sorted(places)
