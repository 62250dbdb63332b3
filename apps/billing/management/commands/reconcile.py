import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.billing.selectors.reconciliation import Reconciliation, reconcile
from apps.common.errors import NotFound
from apps.common.isolation import tenant_context
from apps.tenancy.selectors import tenant_id_for_slug


class Command(BaseCommand):
    help = "Holds a month's signed reads against charges, payouts, invoices. Exits 1 with the list of gaps."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--tenant", metavar="SLUG", required=True)
        parser.add_argument("--month", metavar="YYYY-MM", required=True)
        parser.add_argument("--json", action="store_true", help="for a program to read")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            tenant_id = tenant_id_for_slug(options["tenant"])
        except NotFound as error:
            raise CommandError(str(error), returncode=2) from None
        year, month = _month(options["month"])
        with tenant_context(tenant_id):
            found = reconcile(year=year, month=month)
        self.stdout.write(as_json(found) if options["json"] else as_text(found))
        if found.gaps:
            raise CommandError(f"{len(found.gaps)} gaps.", returncode=1)


def as_text(found: Reconciliation) -> str:
    sums = [f"charged {amount:.2f} {currency}" for currency, amount in found.charged.items()]
    sums += [f"paid {amount:.2f} {currency}" for currency, amount in found.paid.items()]
    head = (
        f"{found.month.first_day:%Y-%m}: {found.reads} signed reads, {found.events} billable events, "
        f"{found.charges} charges, {found.payouts} payouts"
    )
    lines = [f"{gap.code} {gap.key} study {gap.study or '-'}" for gap in found.gaps]
    return "\n".join([", ".join([head, *sums]), *(lines or ["No gap."])])


def as_json(found: Reconciliation) -> str:
    return json.dumps(
        {
            "month": f"{found.month.first_day:%Y-%m}",
            "reads": found.reads,
            "events": found.events,
            "charges": found.charges,
            "payouts": found.payouts,
            "charged": {currency: str(amount) for currency, amount in found.charged.items()},
            "paid": {currency: str(amount) for currency, amount in found.paid.items()},
            "gaps": [
                {
                    "code": gap.code,
                    "key": gap.key,
                    "study": str(gap.study) if gap.study else None,
                    "subject": str(gap.subject) if gap.subject else None,
                }
                for gap in found.gaps
            ],
        }
    )


def _month(text: str) -> tuple[int, int]:
    try:
        year, month = (int(part) for part in text.split("-"))
    except ValueError:
        raise CommandError("--month is YYYY-MM, such as 2026-11.", returncode=2) from None
    if not 1 <= month <= 12 or not 1 <= year <= 9999:
        raise CommandError("--month is YYYY-MM, such as 2026-11.", returncode=2)
    return year, month
