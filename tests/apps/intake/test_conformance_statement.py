"""The conformance statement says what the program does."""

import re

from django.conf import settings

from apps.archive.dicom.part10 import IMPLEMENTATION_CLASS_UID, IMPLEMENTATION_VERSION_NAME
from apps.intake.outcomes import Outcome
from apps.intake.receivers.cstore.contracts import Refusal

STATEMENT = (settings.BASE_DIR / "docs" / "conformance.md").read_text(encoding="utf-8")


def test_the_table_of_answers_is_the_programs() -> None:
    rows = re.findall(
        r"^\| ([A-Z_]+) \| (0x[0-9A-F]{4}) \| (0x[0-9A-F]{4}|–) \|", STATEMENT, re.MULTILINE
    )
    stated = {
        name: (int(status, 16), None if reason == "–" else int(reason, 16))
        for name, status, reason in rows
    }
    assert stated == {
        outcome.name: (outcome.answer.dimse_status, outcome.answer.stow_failure_reason)
        for outcome in Outcome
    }


def test_the_table_of_refusals_is_the_programs() -> None:
    rows = re.findall(r"\| (\d), (\d), (\d): ", STATEMENT)
    assert {tuple(map(int, row)) for row in rows} == {refusal.value for refusal in Refusal}


def test_we_are_named_as_we_introduce_ourselves() -> None:
    assert IMPLEMENTATION_CLASS_UID in STATEMENT
    assert IMPLEMENTATION_VERSION_NAME in STATEMENT


def test_every_reason_for_quarantine_is_explained() -> None:
    sources = [*(settings.BASE_DIR / "apps" / "intake" / "services").glob("*.py")]
    sources += (settings.BASE_DIR / "apps" / "archive" / "services").glob("*.py")
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    named = set(re.findall(r'CannotBeFiled\(\s*"(\w+)"', text))
    named |= set(re.findall(r'return "(\w+_differs_from_announced)"', text))
    named |= {f"{level}_uid_unusable" for level in ("study", "series", "instance")} | {"unreadable"}
    assert len(named) == 10
    assert [reason for reason in named if f"`{reason}`" not in STATEMENT] == []
