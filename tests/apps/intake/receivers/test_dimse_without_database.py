"""The database is away: the modality hears that it must send again, and nothing half-done stays behind."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import DatabaseError, connection

from apps.archive.models import Study
from apps.archive.storage import blobs
from apps.common.ids import new_id
from apps.common.isolation import tenant_context
from apps.intake.outcomes import Outcome
from apps.intake.receivers.cstore.contracts import Admission, Refusal, SpooledObject
from apps.intake.receivers.dimse import DatabaseIntake
from apps.intake.services import add_peer
from tests.factories import Practice
from tests.objects import make_object, spool


@contextmanager
def database_away() -> Iterator[None]:
    """Within the block this thread's connection leads to a port where nobody listens."""
    there = connection.settings_dict
    connection.close()
    connection.settings_dict = {**there, "HOST": "127.0.0.1", "PORT": "1"}
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict = there


def spooled(association_id: str) -> SpooledObject:
    one = spool(make_object())
    return SpooledObject(
        path=one.path,
        size=one.size,
        dataset_offset=0,
        content_hash=one.content_hash,
        sop_class_uid="",
        sop_instance_uid="",
        transfer_syntax_uid="",
        association_id=association_id,
    )


@pytest.fixture
def title(committed_practice: Practice) -> str:
    title = new_id().hex[-12:].upper()
    with tenant_context(committed_practice.tenant_id):
        add_peer(
            actor=committed_practice.actor("admin"),
            site=committed_practice.site_a,
            ae_title=title,
            called_ae_title="TELEREAD",
        )
    return title


def blobs_of(practice: Practice) -> list[Path]:
    folder = Path(blobs().path(str(practice.tenant_id)))
    return [path for path in folder.rglob("*") if path.is_file()]


def test_an_object_is_not_acknowledged_and_comes_through_later(
    committed_practice: Practice, title: str
) -> None:
    intake = DatabaseIntake()
    admission = intake.admit(title, "TELEREAD", "127.0.0.1")
    assert isinstance(admission, Admission)
    intake.association_opened(admission, "one")
    for _ in range(2):
        with database_away():
            reply = intake.receive(admission, spooled("one"))
        assert reply.outcome is Outcome.OUT_OF_RESOURCES
    assert blobs_of(committed_practice) == []
    assert intake.receive(admission, spooled("one")).outcome is Outcome.STORED

    with database_away():
        assert intake.receive(admission, spooled("one")).outcome is Outcome.OUT_OF_RESOURCES
        intake.association_closed(admission, "one")
    with tenant_context(committed_practice.tenant_id):
        assert Study.objects.get().instance_count == 1
    assert len(blobs_of(committed_practice)) == 1


def test_an_association_is_put_off_rather_than_refused(title: str) -> None:
    intake = DatabaseIntake()
    with database_away(), pytest.raises(DatabaseError):
        intake.admit(title, "TELEREAD", "127.0.0.1")
    assert not isinstance(intake.admit(title, "TELEREAD", "127.0.0.1"), Refusal)
