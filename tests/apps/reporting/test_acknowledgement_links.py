"""The link: no PHI in the message or the bare page, a patient only for the code, once, and not for guessing."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from apps.accounts.throttle import forget_failures
from apps.common.clock import frozen_at, now
from apps.common.isolation import tenant_context
from apps.common.outbox.dispatching import dispatch_due
from apps.reporting.contact_ladders import Rung
from apps.reporting.models import AcknowledgementLink, CriticalAttempt, CriticalFinding
from apps.reporting.services import LadderContent, add_ladder, fire_due_critical_steps
from tests.apps.reporting.critical_scenes import CODE, contact, raise_one
from tests.factories import Practice

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(practice: Practice) -> tuple[CriticalFinding, str]:
    """A finding of category 3, and the token in the mail about it."""
    with tenant_context(practice.tenant_id):
        desk = contact(practice)
        forget_failures(email=f"contact:{desk.id}")
        rungs = [Rung(0, "contact", str(desk.id)), Rung(10, "support_desk")]
        add_ladder(
            actor=practice.actor("manager"),
            site_id=practice.site_a.id,
            content=LadderContent("Always", rungs),
        )
        finding = raise_one(practice, category=3)
        assert fire_due_critical_steps() == 1
    dispatch_due()
    dispatch_due()
    [message] = mail.outbox
    return finding, str(message.body).split("/acknowledge/")[1].split()[0]


def post(token: str, body: dict[str, Any], what: str = "") -> Any:
    path = f"/api/v1/acknowledgement-links/{token}{what}"
    return Client().post(path, body, content_type="application/json")


def test_no_phi_leaves_and_the_code_opens(
    practice: Practice, sent: tuple[CriticalFinding, str]
) -> None:
    finding, token = sent
    notice = Client().get(f"/api/v1/acknowledgement-links/{token}")
    assert notice.status_code == 200
    with tenant_context(practice.tenant_id):
        patient = CriticalFinding.objects.select_related("study__patient").get(id=finding.id).study
        attempt = CriticalAttempt.objects.get(finding=finding)
    assert (attempt.channel, attempt.outcome) == ("mail", "sent")
    told = f"{mail.outbox[0].subject}{mail.outbox[0].body}{notice.content.decode()}"
    secrets = [
        finding.description,
        patient.patient.patient_id,
        *patient.patient.name.split("^"),
        patient.accession_number,
        patient.description,
    ]
    for secret in filter(None, secrets):
        assert secret not in told
    assert post(token, {"code": CODE}).json()["finding"] == finding.description


def test_it_closes_the_loop_once(practice: Practice, sent: tuple[CriticalFinding, str]) -> None:
    finding, token = sent
    for _ in range(2):
        answer = post(token, {"code": CODE, "name": "Dr Day"}, "/confirm")
        assert answer.json()["notice"]["done_by"] == "Dr Day"
    with tenant_context(practice.tenant_id):
        finding.refresh_from_db()
        assert finding.state == "closed"
        assert CriticalAttempt.objects.filter(finding=finding, outcome="acknowledged").count() == 1
    assert Client().get(f"/api/v1/acknowledgement-links/{token}").json()["done_at"]


def test_wrong_codes_close_the_link(practice: Practice, sent: tuple[CriticalFinding, str]) -> None:
    _, token = sent
    codes = [post(token, {"code": "guess"}).json()["code"] for _ in range(6)]
    assert codes == ["wrong_code"] * 5 + ["link_expired"]
    assert post(token, {"code": CODE}).status_code == 410
    with tenant_context(practice.tenant_id):
        assert AcknowledgementLink.objects.get().failures == 5


def test_it_expires_and_cannot_be_made_up(sent: tuple[CriticalFinding, str]) -> None:
    _, token = sent
    with frozen_at(now() + timedelta(hours=25)):
        assert post(token, {"code": CODE}).status_code == 410
    forged = token[:-1] + ("0" if token[-1] != "0" else "1")
    assert Client().get(f"/api/v1/acknowledgement-links/{forged}").json()["code"] == "link_unknown"
