"""Saved views: whose they are, what they may hold, in which order they stand."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from apps.common.isolation import tenant_context
from apps.worklist.models import WorklistView
from apps.worklist.services.saved_views import MOST_VIEWS, TooManyViews, save_view
from tests.apps.worklist.desk import answer, ask, refusal
from tests.factories import Practice
from tests.studies import make_task


def save(practice: Practice, role: str, name: str, **content: Any) -> Any:
    return answer(practice, role, "POST", "/worklist-views", {"name": name, **content})


def names(practice: Practice, role: str) -> list[str]:
    return [view["name"] for view in answer(practice, role, "GET", "/worklist-views")["results"]]


def test_a_view_comes_back_as_it_was_saved(practice: Practice) -> None:
    content = {
        "filters": {"priority": ["STAT", "URGENT"], "modality": "CT", "overdue": True},
        "columns": ["priority", "patient"],
        "ordering": "due_at",
        "shared": False,
    }
    saved = save(practice, "reader", "Night", **content)
    (seen,) = answer(practice, "reader", "GET", "/worklist-views")["results"]
    assert seen == saved
    assert {key: seen[key] for key in content} == content
    assert seen["mine"] is True
    assert seen["owner"]["id"] == str(practice.user_ids["reader"])


def test_own_views_stand_first_and_shared_ones_after(practice: Practice) -> None:
    save(practice, "manager", "Zebra", shared=True)
    save(practice, "manager", "Apple", shared=True)
    save(practice, "manager", "Private")
    save(practice, "reader", "Second thoughts")
    save(practice, "reader", "First thoughts")
    assert names(practice, "reader") == ["Second thoughts", "First thoughts", "Apple", "Zebra"]
    assert names(practice, "reader2") == ["Apple", "Zebra"]


@pytest.mark.parametrize(
    ("moved", "position", "expected"),
    [
        ("a", 0, "abcd"),
        ("a", 2, "bcad"),
        ("d", 0, "dabc"),
        ("b", 3, "acdb"),
        ("c", 50, "abdc"),
    ],
)
def test_a_view_moves_to_its_place(
    practice: Practice, moved: str, position: int, expected: str
) -> None:
    saved = {name: save(practice, "reader", name)["id"] for name in "abcd"}
    answer(practice, "reader", "PATCH", f"/worklist-views/{saved[moved]}", {"position": position})
    assert "".join(names(practice, "reader")) == expected


def test_only_the_owner_changes_a_shared_view(practice: Practice) -> None:
    shared = f"/worklist-views/{save(practice, 'manager', 'Ours', shared=True)['id']}"
    private = f"/worklist-views/{save(practice, 'manager', 'Mine')['id']}"
    for method in ("PATCH", "DELETE"):
        refused = refusal(practice, "reader", method, shared, {"name": "Theirs"})
        assert refused == (403, "permission_denied")
        refused = refusal(practice, "reader", method, private, {"name": "Theirs"})
        assert refused == (404, "not_found")
    assert answer(practice, "manager", "PATCH", shared, {"shared": False})["shared"] is False
    assert names(practice, "reader") == []
    assert answer(practice, "manager", "DELETE", shared) is None
    assert names(practice, "manager") == ["Mine"]


def test_a_name_stands_once_per_person(practice: Practice) -> None:
    save(practice, "reader", "Night")
    other = save(practice, "reader", "Day")
    save(practice, "reader2", "Night")
    taken = (409, "name_taken")
    assert refusal(practice, "reader", "POST", "/worklist-views", {"name": " Night "}) == taken
    path = f"/worklist-views/{other['id']}"
    assert refusal(practice, "reader", "PATCH", path, {"name": "Night"}) == taken
    assert answer(practice, "reader", "PATCH", path, {"name": "Day"})["name"] == "Day"


@pytest.mark.parametrize(
    "wrong",
    [
        {"filters": {"shoe_size": "43"}},
        {"filters": {"priority": "NOW"}},
        {"filters": {"state": ["OPEN"]}},
        {"filters": {"claimed_by": "you"}},
        {"filters": {"site": {"slug": "a"}}},
        {"filters": {"site": [1]}},
        {"filters": {"site": ["a"] * 201}},
        {"filters": {"site": "a" * 5000}},
        {"filters": {"view": "0190"}},
        {"filters": {"search": "doe jane"}},
        {"filters": {"limit": 1}},
        {"filters": ["priority"]},
        {"ordering": "shoe_size"},
        {"columns": ["a"] * 2},
        {"columns": [str(number) for number in range(41)]},
        {"columns": ["a" * 41]},
        {"name": "x" * 81},
        {"name": "\x00"},
    ],
)
def test_what_the_list_would_refuse_cannot_be_saved(practice: Practice, wrong: Any) -> None:
    body = {"name": "odd", **wrong}
    assert ask(practice, "reader", "POST", "/worklist-views", body).status_code == 400
    kept = save(practice, "reader", "even")
    path = f"/worklist-views/{kept['id']}"
    assert ask(practice, "reader", "PATCH", path, wrong).status_code == 400
    assert answer(practice, "reader", "GET", "/worklist-views")["results"] == [kept]


def test_fifty_views_are_enough(committed_practice: Practice) -> None:
    practice = committed_practice
    actor = practice.actor("reader")

    def add(number: int) -> bool:
        try:
            with tenant_context(practice.tenant_id):
                save_view(actor=actor, name=str(number), content={})
        except TooManyViews:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(add, range(MOST_VIEWS + 8))) == MOST_VIEWS
    with tenant_context(practice.tenant_id):
        places = WorklistView.objects.order_by("position").values_list("position", flat=True)
        assert list(places) == list(range(MOST_VIEWS))


def test_the_number_of_queries_does_not_grow_with_the_views(practice: Practice) -> None:
    client = practice.client("reader")

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get("/api/v1/worklist-views?limit=200")
        return len(captured)

    save(practice, "reader", "one")
    queries()
    few = queries()
    for role in ("manager", "operations", "qa", "admin", "reader2"):
        save(practice, role, "more", shared=True)
    assert queries() == few


def test_the_list_can_be_asked_by_a_view(practice: Practice) -> None:
    for modality, priority in (("CT", "STAT"), ("CT", "ROUTINE"), ("MR", "STAT")):
        make_task(practice, modality=modality, priority=priority)
    view = save(practice, "manager", "CT", filters={"modality": "CT"}, ordering="-priority")

    def listed(query: str) -> list[tuple[str, str]]:
        rows = answer(practice, "manager", "GET", f"/reading-tasks?view={view['id']}{query}")
        return [(row["study"]["modalities"][0], row["priority"]) for row in rows["results"]]

    assert listed("") == [("CT", "ROUTINE"), ("CT", "STAT")]
    assert listed("&ordering=priority") == [("CT", "STAT"), ("CT", "ROUTINE")]
    assert sorted(listed("&priority=STAT&modality=MR,CT")) == [("CT", "STAT"), ("MR", "STAT")]
    path = f"/reading-tasks?view={view['id']}"
    assert refusal(practice, "reader", "GET", path) == (404, "not_found")
    assert refusal(practice, "reader", "GET", "/reading-tasks?view=x") == (400, "invalid_filter")
