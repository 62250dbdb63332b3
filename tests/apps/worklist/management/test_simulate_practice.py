"""``manage.py simulate_practice``, as somebody runs it on a machine without any database."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[4]
SMALL = ("--days", "1", "--sites", "6", "--readers", "8", "--per-day", "200", "--seed", "7")


def simulate(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, str(PROJECT / "manage.py"), "simulate_practice", *arguments],
        env={**kept, "TELEREAD_DATA_DIR": str(folder)},
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_json_is_all_that_stands_on_standard_output_and_is_the_same_each_time(
    tmp_path: Path,
) -> None:
    first = simulate(*SMALL, "--json", folder=tmp_path)
    assert first.returncode == 0, first.stderr
    found = json.loads(first.stdout)
    assert {name: found[name] for name in ("days", "seed", "sites", "readers")} == {
        "days": 1,
        "seed": 7,
        "sites": 6,
        "readers": 8,
    }
    assert list(found["policies"]) == ["ours", "first_come_first_served", "random"]
    for policy in found["policies"].values():
        assert set(policy["within_sla"]) == {"STAT", "URGENT", "ROUTINE", "all"}
        assert set(policy["turnaround_minutes"]) == {"median", "p90", "p95"}
        assert policy["load_spread"] >= 1
        counts = ("ineligible_assignments", "double_assignments", "lost_tasks")
        assert [policy[one] for one in counts] == [0, 0, 0]
    assert simulate(*SMALL, "--json", folder=tmp_path).stdout == first.stdout


def test_without_json_a_table_is_printed(tmp_path: Path) -> None:
    done = simulate(*SMALL, folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "first_come_first_served" in done.stdout and "spread" in done.stdout


@pytest.mark.parametrize("days", ["0", "-1", "many"])
def test_a_number_that_makes_no_sense_is_refused(days: str, tmp_path: Path) -> None:
    done = simulate("--days", days, folder=tmp_path)
    assert done.returncode != 0 and "a whole number above 0" in done.stderr
