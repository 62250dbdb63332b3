"""Generated studies kept as files, so that no study is drawn twice.

Layout of the folder: `reference.json` (seed, size and the moment 'now'), `studies/<key>/NNNN.dcm`
with `complete.json` beside them, `sent.jsonl` (see `ledger`).
"""

import json
import os
import shutil
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from simulation.headers import StudyContext
from simulation.plans import StudyPlan
from simulation.studies import make_files


class StoreMismatch(RuntimeError):
    """The folder holds studies of another seed or size."""


@dataclass(frozen=True)
class StoredStudy:
    """A complete study on disk."""

    key: str
    calling_ae: str
    files: tuple[Path, ...]
    size_bytes: int


class StudyStore:
    """A folder of generated studies of one seed; `small` makes every study tiny.

    The moment 'now' that study times count back from is fixed when the folder is first used.
    Raises StoreMismatch when the folder was made with another seed or size.
    """

    def __init__(
        self, folder: Path, *, seed: int, small: bool = False, now: datetime | None = None
    ) -> None:
        self._studies = folder / "studies"
        self._studies.mkdir(parents=True, exist_ok=True)
        self.seed, self.small = seed, small
        self.now = self._fix_reference(folder / "reference.json", now or datetime.now(UTC))

    def _fix_reference(self, path: Path, now: datetime) -> datetime:
        if not path.exists():
            reference = {"seed": self.seed, "small": self.small, "now": now.isoformat()}
            _write_durably(path, json.dumps(reference).encode())
        known = json.loads(path.read_text())
        if (known["seed"], known["small"]) != (self.seed, self.small):
            raise StoreMismatch(
                f"{path.parent} holds studies of seed {known['seed']}, small={known['small']}. "
                "Use the same --seed and --small, or another folder."
            )
        return datetime.fromisoformat(known["now"])

    def ensure(self, plan: StudyPlan, *, now: datetime | None = None) -> StoredStudy:
        """The study on disk, drawn first when it is not there; `now` overrides the folder's."""
        folder = self._studies / plan.key
        if not (folder / "complete.json").exists():
            self._draw(plan, folder, now or self.now)
        return load_study(folder)

    def _draw(self, plan: StudyPlan, folder: Path, now: datetime) -> None:
        wanted = replace(plan, size="small") if self.small else plan
        unfinished = folder.with_name(f".{folder.name}.{os.getpid()}")
        shutil.rmtree(unfinished, ignore_errors=True)
        shutil.rmtree(folder, ignore_errors=True)
        unfinished.mkdir(parents=True)
        try:
            context = StudyContext(wanted, self.seed, now)
            for number, content in enumerate(make_files(context), start=1):
                (unfinished / f"{number:04d}.dcm").write_bytes(content)
            facts = {"key": plan.key, "calling_ae": plan.site.ae_title}
            _write_durably(unfinished / "complete.json", json.dumps(facts).encode())
            unfinished.rename(folder)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)

    def discard(self, study: StoredStudy) -> None:
        """Remove the files of a study that will not be sent again."""
        shutil.rmtree(self._studies / study.key, ignore_errors=True)


def load_study(folder: Path) -> StoredStudy:
    """A complete study from its folder; FileNotFoundError when it is not complete."""
    facts = json.loads((folder / "complete.json").read_text())
    files = tuple(sorted(folder.glob("*.dcm")))
    size = sum(path.stat().st_size for path in files)
    return StoredStudy(facts["key"], facts["calling_ae"], files, size)


def _write_durably(path: Path, content: bytes) -> None:
    partial = path.with_name(f"{path.name}.partial")
    with partial.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    partial.rename(path)
