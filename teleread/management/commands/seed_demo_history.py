from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from teleread.demo import PASSWORD
from teleread.demo_history import seed_history
from teleread.demo_scenes import seed_scenes


class Command(BaseCommand):
    help = "Gives the demo practice a past: studies read in the last days. Safe to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "Demo data belongs into a demo: the present settings are not the demo's."
            )
        self.stdout.write(f"{seed_history()} studies of the past added")
        self.stdout.write(f"{seed_scenes(password=PASSWORD)} reports of scenes added")
