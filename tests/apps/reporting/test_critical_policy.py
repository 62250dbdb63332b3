"""What is critical and whom to tell are the practice's own, and no site is left without."""

import pytest

from apps.common.isolation import tenant_context
from apps.reporting.contact_ladders import Rung
from apps.reporting.errors import InvalidLadder, LastFallback
from apps.reporting.models import ContactLadder
from apps.reporting.services import (
    LadderContent,
    add_ladder,
    ensure_critical_policy,
    remove_ladder,
)
from tests.apps.reporting.critical_scenes import contact, raise_one
from tests.factories import Practice


def test_a_changed_category_holds_from_the_next_finding(
    practice: Practice, other_practice: Practice
) -> None:
    with tenant_context(practice.tenant_id):
        first = raise_one(practice)
    client = practice.client("manager")
    answer = client.patch(
        "/api/v1/critical-categories/1", {"minutes": 15}, content_type="application/json"
    )
    assert answer.json()["minutes"] == 15
    with tenant_context(practice.tenant_id):
        second = raise_one(practice)
        first.refresh_from_db()
    spans = [(one.due_at - one.raised_at).seconds // 60 for one in (first, second)]
    assert spans == [30, 15]
    theirs = other_practice.client("manager").get("/api/v1/critical-categories").json()
    assert theirs["results"][0]["minutes"] == 30
    refused = practice.client("reader").patch(
        "/api/v1/critical-categories/1", {"minutes": 5}, content_type="application/json"
    )
    assert refused.status_code == 403


def test_the_last_fallback_stays(practice: Practice) -> None:
    with tenant_context(practice.tenant_id):
        ensure_critical_policy()
        ladder = ContactLadder.objects.filter(site=None)[0]
        with pytest.raises(LastFallback):
            remove_ladder(actor=practice.actor("manager"), ladder_id=ladder.id)


def test_a_ladder_calls_its_own_site(practice: Practice) -> None:
    with tenant_context(practice.tenant_id):
        stranger = contact(practice)
        with pytest.raises(InvalidLadder):
            add_ladder(
                actor=practice.actor("manager"),
                site_id=practice.site_b.id,
                content=LadderContent("Nights", [Rung(0, "contact", str(stranger.id))]),
            )


def test_the_week_shows_the_hours_in_which_nobody_of_the_site_is_called(practice: Practice) -> None:
    with tenant_context(practice.tenant_id):
        desk = contact(practice)
        add_ladder(
            actor=practice.actor("manager"),
            site_id=practice.site_a.id,
            content=LadderContent(
                "Days",
                [Rung(0, "contact", str(desk.id))],
                hours=[{"weekday": 0, "opens": "08:00", "closes": "17:30"}],
            ),
        )
    client = practice.client("operations")
    asked = {"site": str(practice.site_a.id), "category": "2"}

    def monday() -> list[tuple[str, bool]]:
        body = client.get("/api/v1/contact-week", asked).json()
        return [
            (one["opens"], one["calls_nobody"]) for one in body["stretches"] if one["weekday"] == 0
        ]

    assert monday() == [("00:00", True), ("08:00", False), ("17:30", True)]
    practice.client("manager").patch(
        f"/api/v1/site-contacts/{desk.id}", {"active": False}, content_type="application/json"
    )
    assert monday() == [("00:00", True), ("08:00", True), ("17:30", True)]
    assert client.get("/api/v1/contact-week", {"category": "2"}).status_code == 400
