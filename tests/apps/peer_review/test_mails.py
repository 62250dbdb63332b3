"""What is new reaches people by count and by one mail a day, and never at the minute that would tell who gave it."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from hypothesis import given
from hypothesis import strategies as st

from apps.common.clock import now
from apps.common.isolation import tenant_context
from apps.peer_review import services
from apps.peer_review.handing_over import DAY, LEAST, handed_over_before, last_morning
from apps.peer_review.models import Review, ReviewMail
from tests.apps.peer_review.scenes import assigned, handed_over, watch
from tests.apps.reporting.scenes import put
from tests.factories import Practice

EARLIEST, LATEST = datetime.fromisoformat("2020-01-01"), datetime.fromisoformat("2030-01-01")
MOMENTS = st.datetimes(EARLIEST, LATEST, timezones=st.just(UTC))


@given(MOMENTS)
def test_it_is_handed_over_between_two_hours_and_a_day_and_two_hours_later(
    scored: datetime,
) -> None:
    assert handed_over_before(scored) <= scored < handed_over_before(scored + DAY + LEAST)
    assert scored >= handed_over_before(scored + LEAST - timedelta(microseconds=1))


@given(MOMENTS, st.timedeltas(timedelta(0), DAY))
def test_nothing_is_handed_over_between_two_mornings(at: datetime, later: timedelta) -> None:
    if last_morning(at) == last_morning(at + later):
        assert handed_over_before(at) == handed_over_before(at + later)


def waiting(practice: Practice, role: str) -> dict[str, int]:
    answer: dict[str, int] = practice.client(role).get("/api/v1/peer-review/waiting").json()
    return answer


@pytest.mark.django_db
def test_who_signed_is_told_in_the_morning_and_the_others_at_once(practice: Practice) -> None:
    review = assigned(practice)
    assert waiting(practice, "reader2") == {"reviews": 1, "feedback": 0, "cases": 0}
    with tenant_context(practice.tenant_id):
        services.score_review(
            actor=practice.actor("reader2"), review_id=review.id, score="3a", comment="A line."
        )
    assert waiting(practice, "qa") == {"reviews": 0, "feedback": 0, "cases": 1}
    author = practice.client("reader")
    assert waiting(practice, "reader")["feedback"] == 0
    path = "/api/v1/peer-review/feedback"
    assert author.get(path).json()["count"] == 0
    assert author.get(f"{path}/{review.id}").status_code == 404
    handed_over(practice)
    assert waiting(practice, "reader")["feedback"] == 1
    with tenant_context(practice.tenant_id):
        services.open_feedback(actor=practice.actor("reader"), review_id=review.id)
        services.vote(actor=practice.actor("qa"), review_id=review.id, score="1")
    assert waiting(practice, "reader")["feedback"] == waiting(practice, "qa")["cases"] == 0


@pytest.mark.django_db
def test_one_mail_a_day_names_nobody(practice: Practice, settings: Any, tmp_path: Path) -> None:
    settings.EMAIL_HOST = "mail.test"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []
    review = assigned(practice)
    at = handed_over_before(now()) - timedelta(minutes=1)
    with tenant_context(practice.tenant_id):
        services.score_review(
            actor=practice.actor("reader2"), review_id=review.id, score="3a", comment="A line."
        )
        assert services.mail_new(actor=watch(practice)) == 0
        ReviewMail.objects.all().delete()
        Review.objects.filter(id=review.id).update(scored_at=at)
    refused = put(practice.client("qa"), "peer-review/mail-choice", {"wanted": False})
    assert refused.json() == {"wanted": False}
    with tenant_context(practice.tenant_id):
        assert services.mail_new(actor=watch(practice)) == 1
        assert services.mail_new(actor=watch(practice)) == 0, "not again on the same day"
    (sent,) = mail.outbox
    assert sent.to == [practice.email("reader")]
    assert "Reports of yours that were reviewed: 1" in sent.body
    said = f"{sent.subject} {sent.body}".casefold()
    # Whole words: the practice's own name has an id in it.
    assert not re.search(r"\b(dr|doe|jane|3a|reader2)\b", said)
