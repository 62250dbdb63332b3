"""Builds the front end, when its sources changed since the last build."""

from pathlib import Path

from runtime import fingerprint, node
from runtime.errors import RuntimeProblem
from runtime.layout import PROJECT
from runtime.progress import run_quietly, say, step

FRONTEND = PROJECT / "frontend"
GENERATED = {"node_modules", "dist", ".vite", "coverage", "test-results", "playwright-report"}


def install() -> dict[str, str] | None:
    """Install the locked packages; returns the environment for npm, None without a front end."""
    if not (FRONTEND / "package-lock.json").exists():
        say("there is no frontend/package-lock.json: the front end is left out")
        return None
    settings = node.path_with_node()
    lock = fingerprint.of_files([FRONTEND / "package.json", FRONTEND / "package-lock.json"])
    marker = FRONTEND / "node_modules" / ".teleread-installed"
    if not fingerprint.matches(marker, lock):
        with step("installing front-end packages"):
            _install_locked(settings)
        fingerprint.record(marker, lock)
    return settings


def build() -> None:
    """Install and build, each only when needed."""
    inputs = fingerprint.of_files(_inputs()) if FRONTEND.exists() else ""
    marker = FRONTEND / "dist" / ".teleread-built"
    if fingerprint.matches(marker, inputs) and (FRONTEND / "dist" / "index.html").exists():
        return
    settings = install()
    if settings is None:
        return
    with step("building the front end"):
        run_quietly(
            ["npm", "run", "build"],
            what="npm run build",
            cwd=FRONTEND,
            environment=settings,
        )
    fingerprint.record(marker, inputs)


def _install_locked(settings: dict[str, str]) -> None:
    quiet = ["--no-audit", "--no-fund", "--loglevel=error"]

    def npm(*arguments: str) -> None:
        run_quietly(
            ["npm", *arguments, *quiet],
            what=f"npm {arguments[0]}",
            hint="Check that this machine reaches the npm registry.",
            cwd=FRONTEND,
            environment=settings,
            seconds=1800,
        )

    try:
        npm("ci")
    except RuntimeProblem as problem:
        # A lock written against a mirror that lacks other platforms' optional packages is right
        # for this platform, yet `npm ci` refuses it as incomplete.
        if "EUSAGE" not in str(problem):
            raise
        say("npm ci finds the lock incomplete; installing what it pins with npm install")
        npm("install", "--no-save")


def _inputs() -> list[Path]:
    return [path for path in FRONTEND.iterdir() if path.name not in GENERATED]
