"""What the findings say and the impression denies, or the other way about."""

import re
from collections.abc import Iterator

from apps.reporting.checks.facts import Result
from apps.reporting.checks.mentions import Mention
from apps.reporting.checks.normal import (
    NormalOrgans,
    denied_as_normal,
    normal_organs,
    sweeping_denials,
)
from apps.reporting.checks.report import ReportText, result
from apps.reporting.checks.sizes import other_size

CODE = "contradiction"
_STRICT = frozenset(
    "mass lesion nodule cyst tear adenopathy stone aneurysm dissection infarct".split()
)
# A denial so qualified leaves room for what is not of that quality.
_ONLY_SUCH = re.compile(
    r"\b(large|significant\w*|suspicious|obstructing|displaced|sizeable|h(?:a)?emodynamically|pathologic\w*|aggressive"
    r"|focal|discrete|new|other|additional|further|residual|recurrent|remaining|associated|definite|occlusive|central"
    r"|high-grade|full-thickness|complete|solid|enhancing|destructive|drainable|macroscopic|depressed|severe|tension"
    r"|segmental|complicated|worrisome|concerning|dominant|convincing|radiopaque|calcified|complex|layering)\b"
)
_ACUTE = re.compile(r"\bacute\b")
_NOT_ACUTE = re.compile(
    r"\b(?:chronic|old|healed|healing|remote|prior|subacute|stable|unchanged|known|previous|insufficiency|age-indeterminate)\b"
)


def contradiction(report: ReportText) -> Iterator[Result]:
    """At most one result for each finding, where the impression has it."""
    told: set[str] = set()
    normal = normal_organs(report.findings, report.places["findings"])
    for one in report.concluded:
        if one.concept.name in told or one.scope.doubted or one.scope.asked:
            continue
        found = _answer(report, one, normal)
        if found:
            told.add(one.concept.name)
            yield found
    if not told:
        yield from _swept_away(report)
        yield from other_size(report)


def _answer(report: ReportText, one: Mention, normal: list[NormalOrgans]) -> Result | None:
    others = [other for other in report.found if _comparable(one, other)]
    if _is_on_the_other_side(one, report.found):
        return None
    if one.asserted and not one.scope.past:
        if any(other.scope.denied is False for other in others):
            return _other_place(report, one, others)
        denial = next((other for other in others if _denies(other, one)), None)
        if denial:
            said = report.findings.original[denial.sentence.start : denial.sentence.end].strip()[
                :120
            ]
            return _told(report, one, f"but the findings say “{said}”")
        said = denied_as_normal(report.findings, normal, one)
        if said:
            return _told(report, one, f"but the findings say “{said}”")
    if one.scope.denied:
        return _denied_here(report, one, others)
    return None


def _is_on_the_other_side(one: Mention, found: list[Mention]) -> bool:
    """Then it is the side that is wrong, and the check of sides says so."""
    return len(one.sides) == 1 and any(
        other.concept == one.concept
        and other.asserted
        and other.sides
        and not other.sides & one.sides
        for other in found
    )


def _denied_here(report: ReportText, one: Mention, others: list[Mention]) -> Result | None:
    seen = [
        other
        for other in report.found
        if other.asserted
        and not other.scope.past
        and one.concept.name in other.names
        and _meet(one, other)
    ]
    seen = [other for other in seen if _denies(one, other)]
    if not seen or any(
        other.scope.denied for other in others if other.concept.name == one.concept.name
    ):
        return None
    said = report.findings.original[seen[0].sentence.start : seen[0].sentence.end].strip()[:120]
    return _told(report, one, f"but the findings say “{said}”")


def _comparable(one: Mention, other: Mention) -> bool:
    return bool(one.names & other.names) and _meet(one, other)


def _meet(one: Mention, other: Mention) -> bool:
    """Whether both may be about the same place."""
    if one.sides and other.sides and not one.sides & other.sides:
        return False
    if one.levels and other.levels and not one.levels & other.levels:
        return bool(one.asserted and other.asserted)
    if not one.concept.placed:
        return True
    if one.sites and other.sites:
        return bool(one.sites & other.sites)
    return not {one.concept.name, other.concept.name} & _STRICT or one.sites == other.sites


def _denies(denial: Mention, claim: Mention) -> bool:
    """Whether ``denial`` is about ``claim``: as general, and of a quality that the claim has."""
    if not denial.scope.denied or denial.concept.name not in claim.names:
        return False
    if claim.concept.placed and denial.sites and not claim.sites:
        return False
    words = denial.scope.before[-60:]
    about = f"{claim.scope.before[-60:]} {claim.scope.after[:30]}"
    quality = _ONLY_SUCH.search(words)
    if quality and quality.group(1) not in about:
        return False
    return not (_ACUTE.search(words) and (_NOT_ACUTE.search(about) or claim.scope.steady))


def _other_place(report: ReportText, one: Mention, others: list[Mention]) -> Result | None:
    """The same finding at another vertebra or in another lobe than any that the findings name."""
    for name in ("levels", "lobes"):
        said: frozenset[str] = getattr(one, name)
        seen = [
            getattr(other, name)
            for other in report.found
            if other.concept == one.concept and other.asserted
        ]
        if said and seen and all(seen) and not any(said & places for places in seen):
            if any(word in report.findings.text for word in said if name == "levels"):
                continue
            places = ", ".join(sorted({place for one_of in seen for place in one_of}))
            return _told(report, one, f"but the findings have it at another place ({places})")
    return None


def _swept_away(report: ReportText) -> Iterator[Result]:
    """`No acute … abnormality`, where the findings describe one."""
    acute: dict[str, Mention] = {}
    for other in report.found:
        if other.concept.domain not in acute and _is_acute(other):
            acute[other.concept.domain] = other
    for start, end, domains in sweeping_denials(report.impression):
        for other in acute.values():
            if other.concept.domain in domains:
                said = report.findings.original[other.sentence.start : other.sentence.end].strip()[
                    :120
                ]
                yield result(
                    CODE,
                    report.impression,
                    start,
                    end,
                    f"The impression says “{report.impression.original[start:end]}”, but the findings say “{said}”.",
                )
                return


def _is_acute(one: Mention) -> bool:
    scope = one.scope
    return (
        one.asserted
        and not scope.past
        and not scope.steady
        and not _NOT_ACUTE.search(scope.before[-40:])
    )


def _told(report: ReportText, one: Mention, against: str) -> Result:
    said = report.impression.original[one.start : one.end]
    verb = "denies" if one.scope.denied else "reports"
    return result(
        CODE, report.impression, one.start, one.end, f"The impression {verb} “{said}”, {against}."
    )
