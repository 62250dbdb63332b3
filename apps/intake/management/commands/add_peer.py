from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.accounts.actors import Actor
from apps.common.errors import DomainError
from apps.common.isolation import tenant_context
from apps.intake.services import add_peer
from apps.tenancy.models import Site
from apps.tenancy.selectors import active_tenant_ids, tenant_id_for_slug


class Command(BaseCommand):
    help = "Lets a DICOM node of a site send to us."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--site", required=True, metavar="SLUG")
        parser.add_argument("--aet", required=True, help="the node's own (calling) AE title")
        parser.add_argument("--host", required=True)
        parser.add_argument("--port", required=True, type=int)
        parser.add_argument(
            "--tenant", metavar="SLUG", help="needed where several practices have such a site"
        )
        parser.add_argument(
            "--called", metavar="AET", default=settings.DICOM_AE_TITLE, help="ours, as it calls us"
        )
        parser.add_argument(
            "--network", metavar="CIDR", action="append", default=[], help="may be repeated"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self._add(options)
        except DomainError as error:
            raise CommandError(error.detail) from None

    def _add(self, options: dict[str, Any]) -> None:
        tenant_ids = (
            [tenant_id_for_slug(options["tenant"])] if options["tenant"] else active_tenant_ids()
        )
        found = []
        for tenant_id in tenant_ids:
            with tenant_context(tenant_id):
                if Site.objects.filter(slug=options["site"]).exists():
                    found.append(tenant_id)
        if not found:
            raise CommandError(f"There is no site ‘{options['site']}’.")
        if len(found) > 1:
            raise CommandError("Several practices have such a site; name one with --tenant.")
        with tenant_context(found[0]):
            peer = add_peer(
                actor=Actor.system(found[0], "command line"),
                site=Site.objects.get(slug=options["site"]),
                ae_title=options["aet"],
                called_ae_title=options["called"],
                host=options["host"],
                port=options["port"],
                allowed_networks=options["network"],
            )
        self.stdout.write(f"{peer.ae_title} may call {peer.called_ae_title} for {options['site']}.")
