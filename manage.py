#!/usr/bin/env python
"""Django's command line for teleread."""

import os
import sys

WITHOUT_SERVERS = {"simulate_practice"}


def main() -> None:
    if sys.argv[1:2] and sys.argv[1] in WITHOUT_SERVERS:
        _need_no_servers()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "teleread.settings.dev")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


def _need_no_servers() -> None:
    """Let settings load where no database was ever set up, for a command that asks none."""
    nowhere = "postgresql://nobody@127.0.0.1:1/none"
    os.environ.update(DATABASE_URL=nowhere, DATABASE_OWNER_URL=nowhere)
    os.environ["REDIS_URL"] = "redis://127.0.0.1:1/0"


if __name__ == "__main__":
    main()
