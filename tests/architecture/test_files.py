"""Small files with one purpose, named as the house names them."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PYTHON_ROOTS = ("apps", "teleread", "runtime", "simulation", "tests", "benchmarks")
MOST_LINES = 500
USUAL_LINES = 200
SHARE_WITHIN_USUAL = 0.85

COMMON = {
    "README.md",
    "__init__.py",
    "api",
    "apps.py",
    "clock.py",
    "errors.py",
    "fields.py",
    "ids.py",
    "isolation.py",
    "migration_operations.py",
    "migrations",
    "models.py",
    "outbox",
    "push.py",
    "routers.py",
    "runtime_role.py",
    "statements.py",
    "states.py",
    "tasks.py",
}


def sources() -> list[Path]:
    python = [path for root in PYTHON_ROOTS for path in (ROOT / root).rglob("*.py")]
    script = [
        path for ending in ("*.ts", "*.tsx") for path in (ROOT / "frontend" / "src").rglob(ending)
    ]
    generated = ("migrations", "__pycache__", "schema.d.ts")
    return [path for path in python + script if not any(part in generated for part in path.parts)]


def line_count(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_is_too_long(path: Path) -> None:
    assert line_count(path) <= MOST_LINES


def test_most_files_are_small() -> None:
    counts = [line_count(path) for path in sources()]
    assert sum(count <= USUAL_LINES for count in counts) / len(counts) >= SHARE_WITHIN_USUAL


def test_common_is_a_closed_list() -> None:
    present = {
        path.name for path in (ROOT / "apps" / "common").iterdir() if path.name != "__pycache__"
    }
    assert present == COMMON


@pytest.mark.parametrize(
    "app", sorted(p.name for p in (ROOT / "apps").iterdir() if (p / "apps.py").exists())
)
def test_every_app_says_what_it_is_for_on_one_page(app: str) -> None:
    readme = ROOT / "apps" / app / "README.md"
    assert readme.exists()
    assert line_count(readme) <= 40
