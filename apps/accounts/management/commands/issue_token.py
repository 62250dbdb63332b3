from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.accounts.selectors import (
    actor_for_user,
    memberships_of,
    user_by_id,
    user_id_for_email,
)
from apps.accounts.services import issue_token
from apps.common.isolation import tenant_context


class Command(BaseCommand):
    help = "Prints one bearer token for a user, good for REST and DICOMweb, and nothing else."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--email", required=True)
        parser.add_argument(
            "--tenant",
            metavar="SLUG",
            help="needed where the user belongs to several practices",
        )
        parser.add_argument("--days", type=int, default=30)

    def handle(self, *args: Any, **options: Any) -> None:
        user_id = user_id_for_email(options["email"])
        if user_id is None:
            raise CommandError("There is no account with that address.")
        memberships = [m for m in memberships_of(user_id) if options["tenant"] in (None, m.slug)]
        if len(memberships) != 1:
            slugs = ", ".join(m.slug for m in memberships_of(user_id)) or "none"
            raise CommandError(f"Name one practice with --tenant; this user belongs to: {slugs}.")
        with tenant_context(memberships[0].tenant_id):
            user = user_by_id(user_id)
            actor = actor_for_user(user=user, origin="system") if user else None
            if actor is None:
                raise CommandError("The account is not active in that practice.")
            _, text = issue_token(
                user_id=user_id,
                roles=actor.roles,
                name="issued on the command line",
                scopes=sorted(actor.capabilities),
                days=options["days"],
            )
        self.stdout.write(text)
