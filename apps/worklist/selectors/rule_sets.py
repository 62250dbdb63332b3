"""Reading rule sets: versions, the draft, what rules may name, and what a builder needs to know."""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import Any

from django.db.models import F, Func, IntegerField, QuerySet

from apps.accounts.models import Membership
from apps.common.errors import NotFound
from apps.staffing.models import ReaderPool
from apps.staffing.selectors import reader_memberships
from apps.tenancy.selectors import sites
from apps.worklist.engine.pathways import SHIPPED_PATHWAYS
from apps.worklist.engine.rules import DEFAULT_RULES, Known, Mistake, catalogue, validate
from apps.worklist.models import Pathway, RuleSetDraft, RuleSetVersion
from apps.worklist.selectors.rules import version_in_force

Choices = list[dict[str, str]]
Document = dict[str, Any]

LABELS: Mapping[str, str] = {
    "CR": "Radiography (CR)",
    "DX": "Radiography (DX)",
    "MG": "Mammography",
    "NM": "Nuclear medicine",
    "US": "Ultrasound",
    "XA": "Angiography",
    "RF": "Fluoroscopy",
    "PT": "PET",
    "BMD": "Bone density",
    "IO": "Dental (IO)",
    "PX": "Dental (PX)",
    "msk": "Musculoskeletal",
    "over_read": "Over-read",
    "preliminary_then_final": "Preliminary, then final",
    "final_then_over_read": "Final, then over-read",
    "on_call": "On call",
    "managers": "Managers",
    "reader": "The reader",
    "F": "Female",
    "M": "Male",
    "O": "Other",
    "L": "Left",
    "R": "Right",
    "B": "Both",
    "U": "Unpaired",
    "MO": "Monday",
    "TU": "Tuesday",
    "WE": "Wednesday",
    "TH": "Thursday",
    "FR": "Friday",
    "SA": "Saturday",
    "SU": "Sunday",
}
LEVELS = ("Trained", "Regular practice", "Fellowship")


def versions() -> QuerySet[RuleSetVersion]:
    """Published versions, the newest first, annotated with ``rule_count``; their rules are loaded when asked for."""
    found: QuerySet[RuleSetVersion] = (
        RuleSetVersion.objects.select_related("published_by")
        .annotate(
            rule_count=Func(
                F("rules__rules"), function="jsonb_array_length", output_field=IntegerField()
            )
        )
        .defer("rules")
        .order_by("-number")
    )
    return found


def access_version(number: int) -> RuleSetVersion:
    """One version with its rules; raises ``NotFound``."""
    found: RuleSetVersion | None = (
        RuleSetVersion.objects.select_related("published_by").filter(number=number).first()
    )
    if found is None:
        raise NotFound("There is no such version of the rules.")
    return found


def draft() -> RuleSetDraft:
    """The draft; where nobody saved one, an unsaved one of revision 0 with the rules in force, or the shipped ones."""
    found: RuleSetDraft | None = RuleSetDraft.objects.select_related("saved_by").first()
    if found:
        return found
    version = version_in_force()
    return RuleSetDraft(
        rules=version.rules if version else shipped_rules(),
        revision=0,
        based_on=version.number if version else None,
    )


def shipped_rules() -> Document:
    """What a new practice starts with."""
    return deepcopy(dict(DEFAULT_RULES))


def mistakes_in(document: Any) -> list[Mistake]:
    """Everything that keeps the rules from being published in this practice."""
    return validate(document, known())


def known() -> Known:
    """What rules of this practice may name."""
    return Known(
        sites=_codes(_sites()),
        pools=_codes(_pools()),
        pathways=_codes(_pathways()),
        readers=_codes(_readers()),
        people=_codes(_people()),
    )


def filled_catalogue() -> dict[str, Any]:
    """The rule language with the practice's own sites, pools, pathways and people as choices, labelled in English."""
    references = {
        "sites": _sites(),
        "pools": _pools(),
        "pathways": _pathways(),
        "readers": _readers(),
        "people": _people(),
    }
    language = catalogue()
    return {
        "fields": [_field(field, references) for field in language["fields"]],
        "actions": [
            {
                "kind": kind["code"],
                "label": kind["label"],
                "adds_up": kind["adds_up"],
                "parameters": [_parameter(one, references) for one in kind["parameters"]],
            }
            for kind in language["actions"]
        ],
        "limits": language["limits"],
    }


def _field(field: Mapping[str, Any], references: Mapping[str, Choices]) -> dict[str, Any]:
    return {
        "name": field["code"],
        "label": field["label"],
        "type": field["type"],
        "unit": field["unit"],
        "open": field["open"],
        "choices": [*_labelled(field["choices"]), *references.get(field["reference"], [])],
        "operators": [operator["code"] for operator in field["operators"]],
        "operator_labels": {operator["code"]: operator["label"] for operator in field["operators"]},
        "operator_values": {operator["code"]: operator["value"] for operator in field["operators"]},
    }


def _parameter(parameter: Mapping[str, Any], references: Mapping[str, Choices]) -> dict[str, Any]:
    choices = [*_labelled(parameter["choices"]), *references.get(parameter["reference"], [])]
    if parameter["name"] == "level":
        choices = [
            {"value": str(level), "label": label} for level, label in enumerate(LEVELS, start=1)
        ]
    return {
        "name": parameter["name"],
        "label": parameter["label"],
        "type": parameter["type"],
        "required": not parameter["is_optional"],
        "least": parameter["least"],
        "most": parameter["most"],
        "unit": parameter["unit"],
        # Without the key a free value is asked for; an empty list means there is nothing to choose yet.
        **({"choices": choices} if choices or parameter["reference"] else {}),
    }


def _labelled(codes: Iterable[str]) -> Choices:
    return [{"value": code, "label": LABELS.get(code) or _spoken(code)} for code in codes]


def _spoken(code: str) -> str:
    return code if code.isupper() else code.replace("_", " ").capitalize()


def _sites() -> Choices:
    return [{"value": site.slug, "label": site.name} for site in sites(site_ids=None)]


def _pools() -> Choices:
    pools: QuerySet[ReaderPool] = ReaderPool.objects.order_by("name", "id")
    return [{"value": pool.code, "label": pool.name} for pool in pools]


def _pathways() -> Choices:
    own: QuerySet[Pathway] = Pathway.objects.order_by("queue_rank", "name")
    found = {pathway.code: pathway.name for pathway in own}
    for shipped in SHIPPED_PATHWAYS:
        found.setdefault(shipped.code, shipped.name)
    return [{"value": code, "label": name} for code, name in found.items()]


def _readers() -> Choices:
    return [
        {"value": str(member.user_id), "label": member.user.name} for member in reader_memberships()
    ]


def _people() -> Choices:
    """Everybody of the practice itself; site staff are nobody's to page."""
    members: QuerySet[Membership] = (
        Membership.objects.filter(active=True)
        .exclude(roles__contained_by=["site_user", "site_manager"])
        .select_related("user")
        .order_by("user__name", "user_id")
    )
    return [{"value": str(member.user_id), "label": member.user.name} for member in members]


def _codes(choices: Choices) -> frozenset[str]:
    return frozenset(choice["value"] for choice in choices)
