from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.common.isolation import tenant_context
from apps.reporting.selectors import version_faults
from apps.tenancy.selectors import active_tenant_ids, tenant_id_for_slug


class Command(BaseCommand):
    help = "Proves that no signed report was changed or removed. Exits 1 where one was."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--tenant", metavar="SLUG", help="one practice; all without it")

    def handle(self, *args: Any, **options: Any) -> None:
        slug = options["tenant"]
        faults = 0
        for tenant_id in [tenant_id_for_slug(slug)] if slug else active_tenant_ids():
            with tenant_context(tenant_id):
                for fault in version_faults():
                    faults += 1
                    self.stderr.write(
                        f"{tenant_id} report {fault.report_id} version {fault.number}: {fault.reason}"
                    )
        if faults:
            raise CommandError(f"{faults} signed report versions do not prove themselves.")
        self.stdout.write("Every signed report proves itself.")
