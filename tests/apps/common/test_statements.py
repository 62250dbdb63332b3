"""Very many rows at once are the rows that the ORM would have written."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import DataError, IntegrityError, transaction
from django.db.models import Model
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.audit.models import AuditEvent
from apps.common.ids import new_id
from apps.common.isolation import tenant_context
from apps.common.models import OutboxDelivery, OutboxEvent
from apps.common.statements import IdArray, asked_often, insert_all, insert_rows, spelt
from apps.staffing.models import Privilege
from tests.factories import Practice

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
details = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=8,
)
events: st.SearchStrategy[dict[str, Any]] = st.builds(
    dict,
    action=words,
    actor_name=words,
    actor_user_id=st.none() | st.uuids(),
    address=st.none() | st.ip_addresses().map(str),
    detail=st.dictionaries(words, details, max_size=4),
    occurred_at=st.timedeltas(timedelta(-40_000), timedelta(40_000)).map(EPOCH.__add__),
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(events, min_size=1, max_size=4))
def test_rows_are_as_the_orm_writes_them(practice: Practice, given_: list[dict[str, Any]]) -> None:
    always = {"actor_origin": "system", "object_type": "thing"}
    with tenant_context(practice.tenant_id):
        quick = [AuditEvent(**one, **always, object_id=str(new_id())) for one in given_]
        usual = [AuditEvent(**one, **always, object_id=str(new_id())) for one in given_]
        insert_all(quick)
        AuditEvent.objects.bulk_create(usual)
        assert not quick[0]._state.adding
        as_usual = [_read(one) for one in usual]
        assert [_read(one) for one in quick] == as_usual
        bare = [{"id": new_id(), **one, **always, "object_id": str(new_id())} for one in given_]
        insert_rows(AuditEvent, bare)
        assert [_read(AuditEvent(id=one["id"])) for one in bare] == as_usual


def _read(row: Model) -> dict[str, Any]:
    [found] = AuditEvent.objects.filter(id=row.pk).values()
    return {key: value for key, value in found.items() if key not in ("id", "object_id")}


def test_what_the_database_refuses_is_refused(practice: Practice) -> None:
    with tenant_context(practice.tenant_id):
        event = OutboxEvent(name="any", payload={})
        insert_all([event])
        wrong = [
            (OutboxDelivery(event=event, subscriber="one", state="lost"), IntegrityError),
            (OutboxDelivery(event=event, subscriber="x" * 200), DataError),
        ]
        for row, error in wrong:
            with pytest.raises(error), transaction.atomic():
                insert_all([row])
        insert_all([])
        insert_rows(OutboxEvent, [])
        with pytest.raises(KeyError, match="name"):
            insert_rows(OutboxEvent, [{"payload": {}}])
        assert not OutboxDelivery.objects.filter(event=event).exists()


def test_another_tenants_row_is_refused(practice: Practice, other_practice: Practice) -> None:
    with tenant_context(practice.tenant_id):
        foreign = OutboxEvent(name="any", payload={}, tenant_id=other_practice.tenant_id)
        with pytest.raises(Exception, match="row-level security"), transaction.atomic():
            insert_all([foreign])
        with pytest.raises(Exception, match="row-level security"), transaction.atomic():
            insert_rows(OutboxEvent, [{"name": "a", "payload": {}, "tenant_id": foreign.tenant_id}])


def test_a_column_that_json_does_not_say_is_refused(practice: Practice) -> None:
    with tenant_context(practice.tenant_id), pytest.raises(TypeError, match="modalities"):
        insert_all([Privilege(reader_id=new_id())])


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(words, words, st.uuids(), st.lists(st.uuids(), max_size=40))
def test_values_are_written_and_ids_are_bound(
    practice: Practice, one: str, other: str, id_: UUID, ids: list[UUID]
) -> None:
    array = IdArray("{" + ",".join(map(str, ids)) + "}")
    question = spelt(
        "SELECT %s::text, '100%%', %s::text[], %s, %s::uuid[]", [one, [other], id_, array]
    )
    assert question.ids == (id_, str(array))
    with tenant_context(practice.tenant_id):
        [row] = asked_often(question, around="SELECT * FROM ({}) found")
    assert row == (one, "100%", [other], id_, ids)
