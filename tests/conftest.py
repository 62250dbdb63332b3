"""Fixtures that every test may use.

``db`` (pytest-django) rolls back. ``committed`` lets a test commit for real, for other processes to see: such a test
makes its own tenant, which is all the isolation it needs.
"""

import os
from collections.abc import Iterator
from copy import deepcopy
from functools import partial

import hypothesis
import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from pytest_django.plugin import DjangoDbBlocker

from apps.accounts.throttle import forget_failures
from apps.archive.dicomweb.catalogue import forget_catalogues
from apps.archive.selectors.care import forget_openings
from tests.factories import Practice, make_practice
from tests.migrated_database import fill

# How long an example takes says more about the machine than about the code.
hypothesis.settings.register_profile(
    "suite", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("suite")


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: DjangoDbBlocker) -> None:
    """A migrated database owned by the owner role; the tests themselves run as the runtime role."""
    _create_database()
    fill(os.environ["DATABASE_OWNER_URL"], migrate=partial(_migrate, django_db_blocker))


def _migrate(django_db_blocker: DjangoDbBlocker) -> None:
    with django_db_blocker.unblock():
        call_command("migrate", database="owner", verbosity=0)
        connections["owner"].close()


def _create_database() -> None:
    owner = settings.DATABASES["owner"]
    address = {
        "host": owner["HOST"],
        "port": owner["PORT"] or None,
        "user": owner["USER"],
        "password": owner["PASSWORD"] or None,
    }
    with psycopg.connect(dbname="postgres", autocommit=True, **address) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{owner["NAME"]}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{owner["NAME"]}"')


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Real commits on the runtime role's connection."""
    with django_db_blocker.unblock():
        yield
        connections.close_all()


@pytest.fixture(scope="session")
def _lasting_practices(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> tuple[Practice, Practice]:
    """Two practices committed once, because making one costs as much as a test does."""
    with django_db_blocker.unblock():
        return make_practice(), make_practice()


@pytest.fixture
def practice(db: None, _lasting_practices: tuple[Practice, Practice]) -> Practice:
    """A practice with two sites and one person per role; what a test does to it is rolled back."""
    return _as_new(_lasting_practices[0])


@pytest.fixture
def other_practice(db: None, _lasting_practices: tuple[Practice, Practice]) -> Practice:
    return _as_new(_lasting_practices[1])


def _as_new(practice: Practice) -> Practice:
    """What no rollback undoes is undone here: counted failures, files."""
    for file in (settings.BLOB_ROOT / str(practice.tenant_id)).rglob("*.*"):
        file.unlink()
    forget_catalogues()
    forget_openings()
    for name in practice.user_ids:
        forget_failures(email=practice.email(name))
    return deepcopy(practice)


@pytest.fixture
def committed_practice(committed: None) -> Practice:
    """As ``practice``, committed."""
    return make_practice()


ONE_WORKER = ("tests/flow/", "tests/runtime/")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keeps on one worker what starts a whole product, so that there is one of it."""
    for item in items:
        for folder in ONE_WORKER:
            if item.nodeid.startswith(folder):
                item.add_marker(pytest.mark.xdist_group(folder))


@pytest.fixture(autouse=True)
def counts_of_this_test_alone() -> None:
    """A test that is rolled back says nothing to the others; what it counted of their common practice goes with it."""
    from apps.worklist.selectors.counts import forget_counts
    from apps.worklist.selectors.paging import forget_lengths

    forget_counts()
    forget_lengths()
