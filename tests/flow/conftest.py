"""The running product, two practices on it, and browsers that look at it."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg
import pytest
from django.conf import settings

from runtime.layout import PROJECT
from tests.flow.browsing import Browsers, running_browser
from tests.flow.house import House, make_house
from tests.flow.stack import Stack, running_stack

SERVICES = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL")


# One stack for the package, ended with its last test: nothing of it works beside other tests.
@pytest.fixture(scope="package")
def package_stack(django_db_setup: None) -> Iterator[Stack]:
    page = PROJECT / "frontend" / "dist" / "index.html"
    assert page.is_file(), (
        "The front end is not built. `make test` builds it; by hand: npm ci && npm run build in frontend/."
    )
    services = {name: os.environ[name] for name in SERVICES}
    with (
        _others_put_aside(services["DATABASE_OWNER_URL"]),
        running_stack(settings.DATA_DIR, services) as stack,
    ):
        yield stack


@contextmanager
def _others_put_aside(owner_url: str) -> Iterator[None]:
    """Practices that earlier tests have left behind are nobody's: what visits every practice would visit hundreds."""
    with psycopg.connect(owner_url, autocommit=True) as owner:
        left = owner.execute(
            "UPDATE tenancy_tenant SET active = false WHERE active RETURNING id"
        ).fetchall()
        try:
            yield
        finally:
            ids = [id_ for (id_,) in left]
            owner.execute("UPDATE tenancy_tenant SET active = true WHERE id = ANY(%s)", [ids])


@pytest.fixture
def stack(
    package_stack: Stack, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> Iterator[Stack]:
    """The running stack; what it prints during the test is shown when the test fails."""
    package_stack.lines.clear()
    yield package_stack
    print(package_stack.log)


@pytest.fixture
def house(stack: Stack, committed: None) -> House:
    return make_house(stack)


@pytest.fixture
def other_house(stack: Stack, committed: None) -> House:
    return make_house(stack)


@pytest.fixture(scope="package")
def browsers() -> Iterator[Browsers]:
    with running_browser() as browsers:
        yield browsers


@pytest.fixture
def desk(browsers: Browsers, stack: Stack) -> Iterator[Callable[..., object]]:
    """Opens a person's own browser: a context with a session, closed after the test."""
    with browsers.desks(stack.url) as open_desk:
        yield open_desk
