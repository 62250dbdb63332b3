"""The header's counts: of the list as it is, without counting it for everybody anew."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from apps.common.clock import frozen_at, now
from apps.common.isolation import tenant_context
from apps.worklist import services
from apps.worklist.selectors import counts
from tests.factories import Practice
from tests.studies import make_study, make_task

NOWHERE = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": "redis://127.0.0.1:1/0",
    }
}


def unread(practice: Practice) -> tuple[int, bool]:
    """What the reader sees as unread, and whether tasks were counted for it."""
    with tenant_context(practice.tenant_id), CaptureQueriesContext(connection) as asked:
        found = counts(actor=practice.actor("reader"), today_from=now())["unread"]
    return found, any("worklist_readingtask" in query["sql"] for query in asked.captured_queries)


@pytest.mark.usefixtures("db")
def test_the_list_is_counted_once_until_it_changes(
    practice: Practice, django_capture_on_commit_callbacks: Any
) -> None:
    task = make_task(practice, make_study(practice))
    make_task(practice, make_study(practice))
    moment = now()
    with frozen_at(moment):
        assert unread(practice) == (2, True)
        assert unread(practice) == (2, False)
        with (
            django_capture_on_commit_callbacks(execute=True),
            tenant_context(practice.tenant_id),
        ):
            services.claim_task(actor=practice.actor("reader"), task_id=task.id)
        assert unread(practice) == (1, True)
        assert unread(practice) == (1, False)
    with frozen_at(moment + timedelta(seconds=6)):
        assert unread(practice) == (1, True)


@pytest.mark.usefixtures("db")
def test_where_changes_cannot_be_told_every_look_counts(practice: Practice) -> None:
    make_task(practice, make_study(practice))
    with override_settings(CACHES=NOWHERE):
        assert unread(practice) == (1, True)
        assert unread(practice) == (1, True)
