import logging
import sys
import threading
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections

from apps.intake.receivers.cstore.server import StoreScp
from apps.intake.receivers.cstore.settings import ScpSettings
from apps.intake.receivers.cstore.supervisor import Supervisor, listen
from apps.intake.receivers.dimse import DatabaseIntake

logger = logging.getLogger(__name__)
LEFT_OVER_SECONDS = 60 * 60


class Command(BaseCommand):
    help = "Receives DICOM objects (C-STORE, C-ECHO) until it is told to stop."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="0.0.0.0")  # noqa: S104 - modalities are elsewhere; peers are checked
        parser.add_argument("--port", type=int, default=settings.DICOM_PORT)
        parser.add_argument("--processes", type=int, default=settings.DICOM_PROCESSES)

    def handle(self, *args: Any, **options: Any) -> None:
        spool = settings.SPOOL_ROOT / "dimse"
        spool.mkdir(parents=True, exist_ok=True)
        _remove_left_over(spool)
        try:
            listener = listen(options["host"], options["port"])
        except OSError as error:
            raise CommandError(
                f"Port {options['port']} cannot be opened ({error.strerror}). Is another receiver "
                "running? TELEREAD_DICOM_PORT chooses another port."
            ) from None

        def make_scp() -> StoreScp:
            intake = DatabaseIntake()
            threading.Thread(
                target=intake.keep_alive, args=(threading.Event(),), daemon=True
            ).start()
            return StoreScp(listener, intake, ScpSettings(spool_folder=spool))

        # The receivers are forked: what is open here would be shared with them.
        connections.close_all()
        self.stdout.write(f"Receiving DICOM on port {options['port']}.")
        self.stdout.flush()
        sys.exit(Supervisor(make_scp, processes=options["processes"]).run())


def _remove_left_over(spool: Path) -> None:
    """Objects that a killed receiver never answered for; their senders send them again."""
    for path in spool.iterdir():
        if path.is_file() and time.time() - path.stat().st_mtime > LEFT_OVER_SECONDS:
            path.unlink(missing_ok=True)
            logger.info("Removed an unanswered object from the spool.")
