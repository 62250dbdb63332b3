from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.audit.selectors import chain_faults
from apps.common.isolation import tenant_context
from apps.tenancy.selectors import active_tenant_ids, tenant_id_for_slug


class Command(BaseCommand):
    help = "Proves that no audit event was changed, removed or inserted. Exits 1 where one was."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--tenant", metavar="SLUG", help="one practice; all without it")

    def handle(self, *args: Any, **options: Any) -> None:
        slug = options["tenant"]
        faults = 0
        for tenant_id in [tenant_id_for_slug(slug)] if slug else active_tenant_ids():
            with tenant_context(tenant_id):
                for fault in chain_faults():
                    faults += 1
                    self.stderr.write(
                        f"{tenant_id} link {fault.sequence} event {fault.event_id}: {fault.reason}"
                    )
        if faults:
            raise CommandError(f"The audit trail is broken in {faults} places.")
        self.stdout.write("The audit trail is whole.")
