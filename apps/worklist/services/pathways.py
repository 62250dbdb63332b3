"""The practice's own pathways: their place, target and ladder."""

from typing import Any
from uuid import UUID

from apps.accounts.actors import Actor
from apps.audit.services import record
from apps.common.errors import NotFound, Unprocessable
from apps.worklist.engine.escalation import InvalidLadder, ladder_from
from apps.worklist.models import Pathway, ReroutingKind
from apps.worklist.services.reroutings import start_rerouting

PATHWAY_FIELDS = ("name", "queue_rank", "minutes", "cap_exempt", "ladder")


def add_pathway(*, actor: Actor, code: str, **fields: Any) -> Pathway:
    """A new pathway; rules may send studies to it by its code. Raises ``Unprocessable``."""
    actor.require("worklist.manage")
    if Pathway.objects.filter(code=code).exists():
        raise Unprocessable("There is a pathway of this code already.", code="code_taken")
    pathway = _described(Pathway(code=code), fields)
    _audit(actor, "pathway.added", pathway, {})
    return pathway


def change_pathway(*, actor: Actor, pathway_id: UUID, **fields: Any) -> Pathway:
    """Changes place, target or ladder; open tasks on it follow soon after. Raises ``NotFound``, ``Unprocessable``."""
    actor.require("worklist.manage")
    pathway: Pathway | None = Pathway.objects.select_for_update().filter(id=pathway_id).first()
    if pathway is None:
        raise NotFound("There is no such pathway.")
    before = {name: getattr(pathway, name) for name in PATHWAY_FIELDS}
    pathway = _described(pathway, fields)
    _audit(actor, "pathway.changed", pathway, before)
    start_rerouting(actor=actor, kind=ReroutingKind.SERVICE_LEVELS, cause="pathway changed")
    return pathway


def _described(pathway: Pathway, fields: dict[str, Any]) -> Pathway:
    for name in PATHWAY_FIELDS:
        if name in fields:
            setattr(pathway, name, fields[name])
    try:
        ladder_from(pathway.ladder or ())
    except InvalidLadder as problem:
        raise Unprocessable(str(problem), code="invalid_ladder") from None
    pathway.save()
    return pathway


def _audit(actor: Actor, action: str, pathway: Pathway, before: dict[str, Any]) -> None:
    record(
        actor=actor,
        action=action,
        object_type="pathway",
        object_id=pathway.id,
        detail={
            "before": before,
            "after": {name: getattr(pathway, name) for name in PATHWAY_FIELDS},
        },
    )
