"""The labelled reports, and how well the checks find what is planted in them.

`python -m tests.apps.reporting.checks.labelled_set` prints the tables of docs/report-checks.md. One report a line: the
body of `POST /api/v1/report-checks`, and ``errors``: the codes it should answer, each with its place.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from apps.reporting.checks import CODES, ReportFacts, Result, check_report

FOLDER = Path(__file__).parent / "labelled"
PARTS = ("development", "held-out", "late", "fresh", "unseen")


def reports(part: str) -> Iterator[dict[str, Any]]:
    for line in (FOLDER / f"{part}.jsonl").read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def answer(report: dict[str, Any]) -> list[Result]:
    """What the checks say of a labelled report."""
    study = report["study"]
    return check_report(
        ReportFacts(
            sex=report["patient"]["sex"],
            study_modality=study["modality"],
            study_body_part=study["body_part"],
            prior_dates=frozenset(map(date.fromisoformat, study["prior_dates"])),
            sections=report["sections"],
            **report["order"],
        )
    )


@dataclass
class Score:
    """Reports in which a code was rightly given, given for nothing, and missed; ``placed``: of the first, how many
    at the place of the label."""

    right: Counter[str]
    wrong: Counter[str]
    missed: Counter[str]
    placed: Counter[str]

    def precision(self, *codes: str) -> float:
        right = sum(self.right[code] for code in codes)
        given = right + sum(self.wrong[code] for code in codes)
        return right / given if given else 1.0

    def recall(self, *codes: str) -> float:
        right = sum(self.right[code] for code in codes)
        planted = right + sum(self.missed[code] for code in codes)
        return right / planted if planted else 1.0


@cache
def score(part: str) -> Score:
    """Counted once for each report and code."""
    counted = Score(Counter(), Counter(), Counter(), Counter())
    for report in reports(part):
        found, labels = answer(report), report["errors"]
        given, planted = {one["code"] for one in found}, {one["code"] for one in labels}
        counted.right.update(given & planted)
        counted.wrong.update(given - planted)
        counted.missed.update(planted - given)
        counted.placed.update({one["code"] for one in labels if _is_placed(one, found)})
    return counted


def _is_placed(label: dict[str, Any], found: list[Result]) -> bool:
    return any(
        one["code"] == label["code"]
        and one["section"] == label["section"]
        and one["start"] <= label["end"]
        and label["start"] <= one["end"]
        for one in found
    )


def table(part: str) -> str:
    """A Markdown table of one part."""
    counted, every = score(part), list(reports(part))
    clean = sum(not report["errors"] for report in every)
    lines = [
        f"**{part}**: {len(every)} reports, {clean} of them without an error",
        "",
        "| code | planted | found | at its place | false | precision | recall |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, codes in [*((code, (code,)) for code in CODES), ("all", CODES)]:
        right, wrong, missed, placed = (
            sum(counter[code] for code in codes)
            for counter in (counted.right, counted.wrong, counted.missed, counted.placed)
        )
        lines.append(
            f"| {name} | {right + missed} | {right} | {placed} | {wrong} "
            f"| {counted.precision(*codes):.3f} | {counted.recall(*codes):.3f} |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.write("\n\n".join(map(table, PARTS)) + "\n")
