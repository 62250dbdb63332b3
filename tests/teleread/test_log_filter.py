"""The log names no secret of an address."""

import logging

import pytest
from django.conf import settings
from django.test import Client

from teleread.log_filter import HideTokens

SECRET = "01a22d4a94b170868833da85816baf33-67fe23f39fb15272ae69e02b7444c66f"


@pytest.mark.parametrize("path", ["/api/v1/acknowledgement-links/{}", "/acknowledge/{}"])
def test_the_token_of_a_link_is_not_written(path: str) -> None:
    record = logging.LogRecord(
        "django.request", logging.WARNING, "", 0, "%s: %s", ("Forbidden", path.format(SECRET)), None
    )
    assert HideTokens().filter(record)
    assert record.getMessage() == f"Forbidden: {path.format('…')}"


@pytest.mark.django_db
def test_a_refused_link_is_logged_without_it(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    assert settings.LOGGING["handlers"]["console"]["filters"] == ["hide_tokens"]
    caplog.handler.addFilter(HideTokens())
    answer = client.get(f"/api/v1/acknowledgement-links/{SECRET}")
    assert answer.status_code >= 400
    assert caplog.records and SECRET not in caplog.text
