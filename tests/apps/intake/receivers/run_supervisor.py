"""A supervised receiver as a process of its own: `python -m … SPOOL_FOLDER`; prints its port."""

import sys
from pathlib import Path

from apps.intake.receivers.cstore.server import StoreScp
from apps.intake.receivers.cstore.supervisor import Supervisor, listen
from tests.apps.intake.receivers.harness import RememberingIntake, settings_for


def main() -> int:
    listener = listen("127.0.0.1", 0)
    folder = Path(sys.argv[1])
    sys.stdout.write(f"{listener.getsockname()[1]}\n")
    sys.stdout.flush()
    return Supervisor(
        lambda: StoreScp(listener, RememberingIntake(), settings_for(folder)),
        processes=2,
        drain_seconds=3.0,
    ).run()


if __name__ == "__main__":
    raise SystemExit(main())
