"""A practice with its own senders, and another practice that must see nothing of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from apps.common.ids import new_id
from apps.common.isolation import tenant_context
from apps.intake.services import add_peer
from apps.tenancy.models import Site
from tests.factories import Practice, make_practice
from tests.flow.api import Api
from tests.flow.stack import Stack
from tests.flow.storescu import Sender

CALLED = "TELEREAD"


@dataclass
class House:
    """One practice on the running stack."""

    stack: Stack
    practice: Practice
    sender: Sender

    def email(self, person: str) -> str:
        return self.practice.email(person)

    def api(self, person: str) -> "Api":
        """A client of the REST interface with the person's token."""
        return Api(f"{self.stack.url}/api/v1", self.practice.token(person))

    def tasks(self, person: str = "reader") -> list[dict[str, Any]]:
        """The worklist as the person gets it."""
        with self.api(person) as api:
            answer = api.get("/reading-tasks", params={"limit": 200})
            assert answer.status_code == 200, answer.text
            results: list[dict[str, Any]] = answer.json()["results"]
            return results

    def send(self, paths: Iterable[Path]) -> None:
        self.sender.send(list(paths))


def make_house(stack: Stack) -> House:
    """A practice of its own for one test, whose site A may send."""
    practice = make_practice()
    title = f"F{new_id().hex[-14:]}".upper()
    let_send(practice, practice.site_a, title)
    return House(stack, practice, Sender(title, CALLED, stack.configuration.dicom_port))


def let_send(practice: Practice, site: Site, title: str) -> None:
    with tenant_context(practice.tenant_id):
        add_peer(actor=practice.actor("admin"), site=site, ae_title=title, called_ae_title=CALLED)
