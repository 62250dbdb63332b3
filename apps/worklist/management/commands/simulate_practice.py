"""``simulate_practice``: a week of a practice under three ways to hand out its work, without a database."""

import json
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand

from apps.worklist.engine.simulation.comparison import compare
from apps.worklist.engine.simulation.report import as_json, as_table
from apps.worklist.engine.simulation.world import Size, build_world


class Command(BaseCommand):
    help = (
        "Simulates a practice in compressed time and compares this product's assignment with "
        "first come, first served and with random choice, on the same arrivals and readers."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        size = Size()
        parser.add_argument("--days", type=_positive, default=size.days)
        parser.add_argument("--seed", type=int, default=1, help="the same seed, the same result")
        parser.add_argument("--sites", type=_positive, default=size.sites)
        parser.add_argument("--readers", type=_positive, default=size.readers)
        parser.add_argument("--per-day", type=_positive, default=size.per_day, help="studies")
        parser.add_argument("--json", action="store_true", help="print JSON and nothing else")

    def handle(self, *args: Any, **options: Any) -> None:
        size = Size(
            days=options["days"],
            sites=options["sites"],
            readers=options["readers"],
            per_day=options["per_day"],
        )
        world = build_world(options["seed"], size)
        summary = as_json(world, compare(world))
        self.stdout.write(json.dumps(summary, indent=2) if options["json"] else as_table(summary))


def _positive(text: str) -> int:
    if not text.isdigit() or int(text) == 0:
        raise ArgumentTypeError(f"a whole number above 0 is needed, not {text!r}")
    return int(text)
