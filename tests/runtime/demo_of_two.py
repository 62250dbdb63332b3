"""A launcher as `make demo` is one, of embedded servers and one small web server.

`python -m tests.runtime.demo_of_two DATA_DIRECTORY PORT`; prints `ready:`, ends on SIGTERM.
"""

import signal
import sys
from pathlib import Path

from runtime import embedded, programs
from runtime.layout import Layout
from runtime.lock import exclusive
from runtime.ports import is_free
from runtime.processes import wait_until
from runtime.programs import Program
from runtime.services import guard_command, module_environment, server_command
from runtime.supervision import Supervisor


def main() -> None:
    layout = Layout.of(Path(sys.argv[1]))
    port = int(sys.argv[2])
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    web = [sys.executable, "-m", "tests.runtime.forking_server", str(port), str(layout.root)]
    with exclusive(layout):
        embedded.prepare(layout.root, durable=False)
        supervisor = Supervisor(
            layout,
            [
                *(
                    Program(name, programs.STORES, server_command(name, layout))
                    for name in ("postgres", "redis")
                ),
                Program(
                    "web", programs.APPLICATION, [*guard_command("web", layout, grace=2), *web]
                ),
            ],
            environment=module_environment(),
            show=lambda line: print(line, flush=True),
        )
        try:
            embedded.wait_until_ready(layout.root, hopeless=supervisor.has_ended)
            supervisor.start_group(programs.APPLICATION)
            wait_until(lambda: not is_free(port), seconds=30)
            print("ready:", flush=True)
            supervisor.wait()
        except KeyboardInterrupt:
            pass
        finally:
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            supervisor.stop()
        print("stopped", flush=True)


if __name__ == "__main__":
    main()
