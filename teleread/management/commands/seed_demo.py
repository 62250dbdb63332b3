from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from teleread.demo import PRACTICES, seed


class Command(BaseCommand):
    help = "Makes the demo practices, sites and accounts. Safe to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "Demo data belongs into a demo: the present settings are not the demo's."
            )
        for practice in PRACTICES:
            seed(practice)
            self.stdout.write(
                f"{practice.name}: {len(practice.sites)} sites, {len(practice.people)} accounts"
            )
