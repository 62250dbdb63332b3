"""The shifts that the demo's readers worked in its past."""

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from apps.common.clock import now
from apps.staffing.models import Shift, ShiftPattern
from apps.worklist.engine.facts import ShiftFacts
from apps.worklist.engine.simulation.readers import SimulatedReader


def write_shifts(readers: Iterable[SimulatedReader]) -> None:
    """Each reading shift that is over and was worked, as its pattern would have made it."""
    patterns = {one.reader_id: one for one in ShiftPattern.objects.filter(role="reading")}
    made_already = set(Shift.objects.values_list("pattern_id", "occurs_on"))
    rows = []
    for reader in readers:
        pattern = patterns.get(reader.facts.reader_id)
        for shift in reader.facts.shifts if pattern else ():
            day = shift.starts_at.astimezone(ZoneInfo(reader.time_zone)).date()
            known = pattern is not None and (pattern.id, day) in made_already
            if shift.ends_at > now() or known or not _was_worked(reader, shift):
                continue
            rows.append(
                Shift(
                    pattern=pattern,
                    occurs_on=day,
                    reader_id=reader.facts.reader_id,
                    starts_at=shift.starts_at,
                    ends_at=shift.ends_at,
                    end_announced_at=shift.ends_at,
                    created_at=shift.starts_at,
                )
            )
    Shift.objects.bulk_create(rows)


def _was_worked(reader: SimulatedReader, shift: ShiftFacts) -> bool:
    return any(
        one.starts_at < shift.ends_at and shift.starts_at < one.ends_at for one in reader.presence
    )
