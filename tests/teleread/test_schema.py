"""The OpenAPI schema, and the copy of it that the front end's types are made from."""

import json
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command

from apps.reporting.states import ReportState
from apps.worklist.api.serializers import REPORT_STATES

COPY = settings.BASE_DIR / "frontend" / "src" / "api" / "schema.json"
REFRESH = (
    "The REST interface changed. Run `python manage.py spectacular --format openapi-json --fail-on-warn "
    "--file frontend/src/api/schema.json && npm --prefix frontend run api:types` and commit both files."
)


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Generated anew; the command fails on any warning."""
    path = tmp_path_factory.mktemp("schema") / "schema.json"
    call_command("spectacular", "--format", "openapi-json", "--fail-on-warn", "--file", str(path))
    generated: dict[str, Any] = json.loads(path.read_text())
    return generated


def test_the_front_end_knows_the_schema(schema: dict[str, Any]) -> None:
    assert json.loads(COPY.read_text()) == schema, REFRESH


def test_every_operation_is_named_as_an_action(schema: dict[str, Any]) -> None:
    names = [
        operation["operationId"] for path in schema["paths"].values() for operation in path.values()
    ]

    assert [name for name in names if name.startswith("v1_")] == []


def test_the_worklist_names_states_as_their_owners_do() -> None:
    assert ReportState.values() == REPORT_STATES
