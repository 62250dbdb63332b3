"""The practice's pathways."""

from apps.worklist.engine.pathways import SHIPPED_PATHWAYS
from apps.worklist.models import Pathway


def pathway_named(code: str) -> Pathway:
    """The practice's pathway; the shipped one, unsaved, where it has none of that name; else routine."""
    found: Pathway | None = Pathway.objects.filter(code=code).first()
    if found:
        return found
    shipped = {one.code: one for one in SHIPPED_PATHWAYS}
    one = shipped.get(code, shipped["routine"])
    return Pathway(
        code=one.code,
        name=one.name,
        queue_rank=one.queue_rank,
        minutes=one.minutes,
        cap_exempt=one.cap_exempt,
    )


def cap_exempt_pathways() -> frozenset[str]:
    """Codes of pathways that a reader gets whatever waits there already."""
    return frozenset(Pathway.objects.filter(cap_exempt=True).values_list("code", flat=True))
