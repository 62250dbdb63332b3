"""Requests of the desk's tests."""

from typing import Any

from tests.factories import Practice


def ask(practice: Practice, role: str, method: str, path: str, body: Any = None) -> Any:
    """One request as ``role`` to ``/api/v1`` + ``path``."""
    send = getattr(practice.client(role), method.lower())
    if body is None:
        return send(f"/api/v1{path}")
    return send(f"/api/v1{path}", body, content_type="application/json")


def answer(practice: Practice, role: str, method: str, path: str, body: Any = None) -> Any:
    """As ``ask``; the body of an answer that must have succeeded."""
    response = ask(practice, role, method, path, body)
    assert 200 <= response.status_code < 300, response.content
    return response.json() if response.content else None


def refusal(practice: Practice, role: str, method: str, path: str, body: Any = None) -> Any:
    """As ``ask``; status and code of an answer that must be a problem."""
    response = ask(practice, role, method, path, body)
    assert response.headers["Content-Type"] == "application/problem+json", response.content
    return response.status_code, response.json()["code"]
