"""`python3 -m runtime VERB`: what every target of the Makefile calls."""

import sys

from runtime import benchmark, checks, clean, demo, environment, locks
from runtime.configuration import Configuration
from runtime.errors import RuntimeProblem
from runtime.frontend import build
from runtime.progress import fail

VERBS = {
    "demo": "set everything up and run the demo",
    "setup": "make the virtual environment and build the front end, and stop there",
    "test": "run every check and every test",
    "bench": "run the benchmarks (installs Orthanc from Debian when missing)",
    "lint": "check format, lint, types and import contracts",
    "format": "rewrite the sources in the project's format",
    "lock": "renew requirements/*.txt from requirements/*.in",
    "clean": "remove what was built (never the data directory)",
}


def main(arguments: list[str]) -> int:
    verb, *rest = arguments or ["help"]
    try:
        return run(verb, rest)
    except RuntimeProblem as problem:
        return fail(problem)


def run(verb: str, rest: list[str]) -> int:
    """Carry out the verb; returns the exit code."""
    if verb == "help" or verb not in VERBS:
        print("\n".join(f"  make {name:<8}{text}" for name, text in VERBS.items()))
        return 0 if verb == "help" else 2
    if verb == "clean":
        return clean.run()
    if verb == "demo":
        return _demo()
    lock = "base" if verb == "setup" else "dev"
    with environment.alone():
        environment.prepare(lock)
    if not environment.is_inside():
        environment.enter([verb, *rest])
    if verb == "setup":
        build()
        return 0
    commands = {
        "test": checks.test,
        "lint": checks.lint,
        "format": checks.rewrite,
        "lock": locks.renew,
        "bench": benchmark.run,
    }
    return commands[verb](rest)


def _demo() -> int:
    configuration = Configuration.from_environment()
    if environment.is_inside():
        return demo.run(configuration)
    demo.prepare(configuration)
    return environment.enter(["demo"])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
