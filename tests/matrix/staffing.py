"""Who may use readers, credentials, the roster and declarations."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from apps.common.clock import now
from apps.common.ids import new_id
from apps.common.isolation import tenant_context
from apps.staffing import services
from apps.staffing.models import Licence, Privilege
from tests.apps.staffing.files import pdf
from tests.factories import Practice
from tests.matrix.calls import READER, WORKLIST, Call, Endpoint

VIEWERS = WORKLIST
MANAGERS = frozenset({"manager", "admin"})
CONCERNED = MANAGERS | READER


def _reader(practice: Practice) -> UUID:
    return practice.user_ids["reader"]


def _some(prepare: Callable[[Practice, str], Call]) -> Callable[[Practice, str], Call]:
    """For a list: something to be in it."""

    def prepared(practice: Practice, role: str) -> Call:
        prepare(practice, role)
        return Call()

    return prepared


def _profile(practice: Practice, role: str) -> Call:
    return Call({"reader_id": _reader(practice)}, {"age_groups": ["adult"]})


def _new_licence(practice: Practice, role: str) -> Call:
    return Call(
        body={
            "reader": str(_reader(practice)),
            "jurisdiction": "FR",
            "number": new_id().hex[-8:],
            "valid_from": "2026-01-01",
            "time_zone": "Europe/Paris",
        }
    )


def _licence(practice: Practice, role: str) -> Call:
    with tenant_context(practice.tenant_id):
        licence = Licence.objects.filter(reader_id=_reader(practice))[0]
    return Call({"licence_id": licence.id}, {"status": "suspended"})


def _new_privilege(practice: Practice, role: str) -> Call:
    return Call(
        body={
            "reader": str(_reader(practice)),
            "site": str(practice.site_a.id),
            "modalities": ["CT"],
            "valid_from": "2026-01-01",
        }
    )


def _privilege(practice: Practice, role: str) -> Call:
    with tenant_context(practice.tenant_id):
        privilege = Privilege.objects.filter(reader_id=_reader(practice))[0]
    return Call({"privilege_id": privilege.id}, {"read_types": ["final"]})


def _licence_paper(practice: Practice, role: str) -> Call:
    return replace(_licence(practice, role), body=None, file=pdf())


def _privilege_paper(practice: Practice, role: str) -> Call:
    return replace(_privilege(practice, role), body=None, file=pdf())


def _document(practice: Practice, role: str) -> Call:
    """One of the reader's own licence."""
    with tenant_context(practice.tenant_id):
        document = services.attach_document(
            actor=practice.actor("manager"),
            kind="licence",
            credential_id=_licence(practice, role).kwargs["licence_id"],
            name="licence.pdf",
            content=pdf(new_id().hex),
        )
    return Call({"document_id": document.id})


def _new_skill(practice: Practice, role: str) -> Call:
    return Call(body={"reader": str(_reader(practice)), "skill": "neuro", "level": 2})


def _skill(practice: Practice, role: str) -> Call:
    with tenant_context(practice.tenant_id):
        skill = services.set_skill(
            actor=practice.actor("manager"), reader_id=_reader(practice), skill="msk", level=1
        )
    return Call({"skill_id": skill.id})


def _new_block(practice: Practice, role: str) -> Call:
    site = str(practice.site_b.id)
    return Call(body={"reader": str(_reader(practice)), "site": site, "reason": "conflict"})


def _block(practice: Practice, role: str) -> Call:
    with tenant_context(practice.tenant_id):
        block = services.block_reader(
            actor=practice.actor("manager"), reader_id=_reader(practice), reason="conflict"
        )
    return Call({"block_id": block.id}, {"reason": "family"})


def _new_pool(practice: Practice, role: str) -> Call:
    return Call(body={"code": f"p{new_id().hex[-8:]}", "name": "A pool"})


def _pool(practice: Practice, role: str) -> Call:
    with tenant_context(practice.tenant_id):
        pool = services.create_pool(
            actor=practice.actor("manager"), code=f"p{new_id().hex[-8:]}", name="A pool"
        )
    return Call({"pool_id": pool.id}, {"mode": "push", "members": [str(_reader(practice))]})


def _new_pattern(practice: Practice, role: str) -> Call:
    return Call(
        body={
            "reader": str(_reader(practice)),
            "time_zone": "Europe/Berlin",
            "starts_on": now().date().isoformat(),
            "start_time": "22:00",
            "duration_minutes": 480,
            "recurrence": "FREQ=WEEKLY;BYDAY=MO",
        }
    )


def _pattern(practice: Practice, role: str) -> Call:
    with tenant_context(practice.tenant_id):
        pattern = services.add_pattern(
            actor=practice.actor("manager"),
            reader_id=_reader(practice),
            time_zone="Europe/Berlin",
            starts_on=now().date(),
            start_time=now().time(),
            duration_minutes=60,
            recurrence="FREQ=WEEKLY",
        )
    return Call({"pattern_id": pattern.id}, {"duration_minutes": 90})


def _new_shift(practice: Practice, role: str) -> Call:
    return Call(
        body={
            "reader": str(_reader(practice)),
            "starts_at": (now() + timedelta(days=1)).isoformat(),
            "ends_at": (now() + timedelta(days=1, hours=8)).isoformat(),
        }
    )


def _shift(practice: Practice, role: str) -> Call:
    with tenant_context(practice.tenant_id):
        shift = services.add_shift(
            actor=practice.actor("manager"),
            reader_id=_reader(practice),
            starts_at=now() + timedelta(days=3),
            ends_at=now() + timedelta(days=3, hours=8),
        )
    return Call({"shift_id": shift.id}, {"reader": str(practice.user_ids["reader2"])})


def _new_absence(practice: Practice, role: str) -> Call:
    return _new_shift(practice, role)


def _absence(practice: Practice, role: str) -> Call:
    with tenant_context(practice.tenant_id):
        absence = services.add_absence(
            actor=practice.actor("manager"),
            reader_id=_reader(practice),
            starts_at=now(),
            ends_at=now() + timedelta(days=1),
        )
    return Call({"absence_id": absence.id})


def _away(practice: Practice, role: str) -> Call:
    return Call(body={"state": "away", "reason": "lunch"})


def _place(practice: Practice, role: str) -> Call:
    return Call(body={"jurisdiction": "US-NY"})


def _site(practice: Practice, role: str) -> Call:
    return Call({"site_id": practice.site_a.id}, {"jurisdictions": ["DE-BE", "DE-BB"]})


STAFFING_ENDPOINTS = [
    Endpoint("readers", "GET", VIEWERS),
    Endpoint("reader", "GET", VIEWERS, _profile),
    Endpoint("reader", "PATCH", MANAGERS, _profile),
    Endpoint("licences", "GET", VIEWERS),
    Endpoint("licences", "POST", MANAGERS, _new_licence),
    Endpoint("licence", "PATCH", MANAGERS, _licence),
    Endpoint("privileges", "GET", VIEWERS),
    Endpoint("privileges", "POST", MANAGERS, _new_privilege),
    Endpoint("privilege", "PATCH", MANAGERS, _privilege),
    Endpoint("licence-documents", "POST", MANAGERS, _licence_paper),
    Endpoint("privilege-documents", "POST", MANAGERS, _privilege_paper),
    Endpoint("credential-documents", "GET", CONCERNED, _some(_document)),
    Endpoint("credential-document", "DELETE", MANAGERS, _document),
    Endpoint("credential-document-content", "GET", CONCERNED, _document),
    Endpoint("reader-skills", "GET", VIEWERS, _some(_skill)),
    Endpoint("reader-skills", "POST", MANAGERS, _new_skill),
    Endpoint("reader-skill", "DELETE", MANAGERS, _skill),
    Endpoint("reader-blocks", "GET", VIEWERS, _some(_block)),
    Endpoint("reader-blocks", "POST", MANAGERS, _new_block),
    Endpoint("reader-block", "PATCH", MANAGERS, _block),
    Endpoint("reader-pools", "GET", VIEWERS, _some(_pool)),
    Endpoint("reader-pools", "POST", MANAGERS, _new_pool),
    Endpoint("reader-pool", "PATCH", MANAGERS, _pool),
    Endpoint("shift-patterns", "GET", VIEWERS, _some(_pattern)),
    Endpoint("shift-patterns", "POST", MANAGERS, _new_pattern),
    Endpoint("shift-pattern", "PATCH", MANAGERS, _pattern),
    Endpoint("shift-pattern", "DELETE", MANAGERS, _pattern),
    Endpoint("shifts", "GET", VIEWERS, _some(_shift)),
    Endpoint("shifts", "POST", MANAGERS, _new_shift),
    Endpoint("shift", "DELETE", MANAGERS, _shift),
    Endpoint("shift-cover", "POST", MANAGERS, _shift),
    Endpoint("absences", "GET", VIEWERS, _some(_absence)),
    Endpoint("absences", "POST", MANAGERS, _new_absence),
    Endpoint("absence", "DELETE", MANAGERS, _absence),
    Endpoint("availability", "GET", READER),
    Endpoint("availability", "PUT", READER, _away),
    Endpoint("reading-location", "GET", READER),
    Endpoint("reading-location", "PUT", READER, _place),
    Endpoint("jurisdictions", "GET", VIEWERS),
    Endpoint("site-jurisdictions", "PUT", MANAGERS, _site),
    Endpoint("credential-expiries", "GET", VIEWERS),
]
