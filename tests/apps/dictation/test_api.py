"""Dictation over HTTP: the engine, recordings in ranges, words, settings."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from apps.dictation.circuit import FAILURES_IN_A_ROW
from apps.dictation.services.audio_limits import MOST_UTTERANCE_BYTES
from runtime.ports import free_port
from tests.apps.dictation.scenes import TYPIST, Scene, dictating, send_file
from tests.apps.dictation.speech_engine import RECORDING, SAID, RunningEngine
from tests.apps.reporting.scenes import post, put, text
from tests.factories import Practice
from tests.matrix.calls import EVERYBODY


@pytest.fixture
def scene(practice: Practice) -> Scene:
    return dictating(practice)


@pytest.fixture
def reader(practice: Practice) -> Client:
    return practice.client("reader")


def engine_at(settings: Settings, url: str, **changes: Any) -> None:
    settings.SPEECH_ENGINE = replace(settings.SPEECH_ENGINE, url=url, **changes)


def say(reader: Client, scene: Scene, content: bytes = RECORDING) -> Any:
    return send_file(reader, f"reports/{scene.report.id}/utterances", content)


def test_what_is_said_comes_back_as_text(
    scene: Scene, reader: Client, settings: Settings, engine: RunningEngine
) -> None:
    engine_at(settings, engine.url)
    answer = say(reader, scene)
    assert answer.status_code == 200
    assert answer.json() == {
        "text": SAID,
        "pieces": [{"kind": "text", "text": SAID, "name": "", "argument": ""}],
    }
    word = {"shared": False, "spoken": "pulmonary embolism", "written": "PE"}
    assert post(reader, "dictation-words", word).status_code == 201
    assert say(reader, scene).json()["pieces"][0]["text"] == "no evidence of PE"


def test_words_go_to_the_engine_as_hints(
    scene: Scene, reader: Client, settings: Settings, engine: RunningEngine
) -> None:
    engine_at(settings, engine.url, model="echo")
    post(reader, "dictation-words", {"shared": False, "spoken": "eetoh", "written": "Itō"})
    assert say(reader, scene).json()["text"] == "en|Itō"


def test_with_the_engine_down_typing_goes_on(
    scene: Scene, reader: Client, settings: Settings
) -> None:
    engine_at(settings, f"http://127.0.0.1:{free_port()}")
    for _ in range(FAILURES_IN_A_ROW):
        answer = say(reader, scene)
        assert (answer.status_code, answer.json()["code"]) == (503, "speech_engine_unavailable")
        draft = reader.get(f"/api/v1/reports/{scene.report.id}").json()["draft"]
        saved = put(
            reader,
            f"reports/{scene.report.id}/draft",
            {"revision": draft["revision"], "sections": text(f"Typed {draft['revision']}.")},
        )
        assert saved.status_code == 200
    # From now on nobody waits for it: the screen knows, and the queue of people is open.
    state = reader.get("/api/v1/dictation-settings").json()["engine"]
    assert state["configured"] and state["rest_seconds"] > 0
    refused = say(reader, scene)
    assert int(refused["Retry-After"]) > 0
    sent = send_file(reader, f"reports/{scene.report.id}/dictations", send="true")
    assert (sent.status_code, sent.json()["state"]) == (201, "queued")


def test_an_engine_that_comes_back_is_used_again(
    scene: Scene, reader: Client, settings: Settings, engine: RunningEngine
) -> None:
    for model, status in (
        ("busy", 503),
        ("busy", 503),
        ("sphinx", 200),
        ("busy", 503),
        ("busy", 503),
    ):
        engine_at(settings, engine.url, model=model)
        assert say(reader, scene).status_code == status
    assert reader.get("/api/v1/dictation-settings").json()["engine"]["rest_seconds"] == 0


def test_an_engine_that_refuses_is_up(
    scene: Scene, reader: Client, settings: Settings, engine: RunningEngine
) -> None:
    engine_at(settings, engine.url, model="picky")
    for _ in range(FAILURES_IN_A_ROW):
        assert say(reader, scene).json()["code"] == "speech_engine_refused"
    assert reader.get("/api/v1/dictation-settings").json()["engine"]["rest_seconds"] == 0


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "audio_empty"),
        (b"text", "audio_type_refused"),
        (bytes(MOST_UTTERANCE_BYTES + 1), "audio_too_large"),
    ],
)
def test_what_is_no_utterance(
    scene: Scene, reader: Client, settings: Settings, content: bytes, code: str
) -> None:
    engine_at(settings, "http://127.0.0.1:9")
    answer = say(reader, scene, content)
    assert (answer.status_code, answer.json()["code"]) == (422, code)


def test_without_an_engine_it_says_so(scene: Scene, reader: Client) -> None:
    answer = say(reader, scene)
    assert (answer.status_code, answer.json()["code"]) == (409, "speech_engine_missing")
    engine = reader.get("/api/v1/dictation-settings").json()["engine"]
    assert engine == {"configured": False, "rest_seconds": 0}


def test_only_readers_are_heard_and_only_in_their_practice(
    scene: Scene, practice: Practice, other_practice: Practice, settings: Settings
) -> None:
    engine_at(settings, "http://127.0.0.1:9")
    for role in sorted(EVERYBODY - {"reader"}):
        assert say(practice.client(role), scene).status_code == 403, role
    assert say(other_practice.client("reader"), scene).status_code == 404
    assert say(Client(), scene).status_code == 401


@pytest.mark.parametrize(
    ("asked", "status", "first", "last"),
    [
        ("", 200, 0, None),
        ("bytes=0-", 200, 0, None),
        ("bytes=0-9", 206, 0, 10),
        ("bytes=100-199", 206, 100, 200),
        ("bytes=82000-", 206, 82_000, None),
        ("bytes=-44", 206, len(RECORDING) - 44, None),
        ("bytes=1-99999999", 206, 1, None),
        ("bytes=0-1,5-6", 200, 0, None),
        ("lines=1-2", 200, 0, None),
    ],
)
def test_a_player_jumps(
    scene: Scene, reader: Client, asked: str, status: int, first: int, last: int | None
) -> None:
    path = f"/api/v1/dictations/{scene.recorded().id}/audio"
    answer = reader.get(path, headers={"Range": asked, "Accept": "*/*"})
    assert (answer.status_code, answer["Content-Type"]) == (status, "audio/wav")
    assert answer.content == RECORDING[first:last]
    if status == 206:
        end = (last or len(RECORDING)) - 1
        assert answer["Content-Range"] == f"bytes {first}-{end}/{len(RECORDING)}"


@pytest.mark.parametrize("asked", ["bytes=82445-", "bytes=-0"])
def test_nothing_is_there_to_jump_to(scene: Scene, reader: Client, asked: str) -> None:
    path = f"/api/v1/dictations/{scene.recorded().id}/audio"
    assert reader.get(path, headers={"Range": asked}).status_code == 416


def test_the_queue_names_nobody_and_the_opened_one_does(
    scene: Scene, reader: Client, practice: Practice
) -> None:
    sent = send_file(reader, f"reports/{scene.report.id}/dictations", send="true").json()
    typist = practice.client(TYPIST)
    patient = scene.reading.study.patient
    queue = typist.get("/api/v1/transcriptions?state=queued")
    assert [row["id"] for row in queue.json()["results"]] == [sent["id"]]
    assert patient.patient_id not in queue.content.decode()
    [own] = reader.get("/api/v1/dictations").json()["results"]
    assert own["patient"] == {"name": patient.display_name, "patient_id": patient.patient_id}
    claimed = post(typist, f"transcriptions/{sent['id']}/claim", {}).json()
    assert claimed["order"]["patient_id"] == patient.patient_id
    assert typist.get("/api/v1/transcriptions?state=queued").json()["count"] == 0
    assert typist.get("/api/v1/transcriptions?mine=true").json()["count"] == 1
    for path in (f"reports/{scene.report.id}", "reports", "reading-tasks"):
        assert typist.get(f"/api/v1/{path}").status_code == 403
    wrong = typist.get("/api/v1/transcriptions?state=lost")
    assert (wrong.status_code, wrong.json()["code"]) == (400, "invalid_filter")


def test_the_queue_takes_the_same_queries_however_long(
    scene: Scene, practice: Practice, django_assert_max_num_queries: Any
) -> None:
    for _ in range(4):
        scene.recorded(send=True)
    typist = practice.client(TYPIST)
    with django_assert_max_num_queries(14):
        assert typist.get("/api/v1/transcriptions").json()["count"] == 4


def test_own_words_go_before_the_practices(practice: Practice, reader: Client) -> None:
    manager = practice.client("manager")
    shared = {"shared": True, "spoken": "pie rads", "written": "PI-RADS"}
    assert post(manager, "dictation-words", shared).status_code == 201
    again = post(manager, "dictation-words", {**shared, "spoken": "Pie  Rads"})
    assert (again.status_code, again.json()["code"]) == (409, "word_taken")
    assert post(reader, "dictation-words", shared).status_code == 403
    own = post(reader, "dictation-words", {**shared, "shared": False, "written": "PIRADS"}).json()
    found = reader.get("/api/v1/dictation-words?search=rads").json()["results"]
    assert {(word["written"], word["shared"]) for word in found} == {
        ("PI-RADS", True),
        ("PIRADS", False),
    }
    changed = put(
        reader, f"dictation-words/{own['id']}", {"spoken": "pie rads", "written": "PI RADS"}
    )
    assert changed.json()["written"] == "PI RADS"
    theirs = next(word for word in found if word["shared"])
    assert reader.delete(f"/api/v1/dictation-words/{theirs['id']}").status_code == 403
    assert reader.delete(f"/api/v1/dictation-words/{own['id']}").status_code == 204


def test_browser_speech_is_off_until_the_practice_allows_it(
    practice: Practice, reader: Client
) -> None:
    assert reader.get("/api/v1/dictation-settings").json()["browser_speech"] is False
    manager = practice.client("manager")
    changed = manager.patch(
        "/api/v1/dictation-settings",
        {"browser_speech": True, "retention_days": 0, "language": "de"},
        content_type="application/json",
    )
    assert changed.status_code == 200
    seen = reader.get("/api/v1/dictation-settings").json()
    assert (seen["browser_speech"], seen["retention_days"], seen["language"]) == (True, 0, "de")
