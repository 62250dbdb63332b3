"""Fields of a template that nobody filled."""

import re
from collections.abc import Iterator

from apps.reporting.checks.facts import SECTIONS, Result
from apps.reporting.checks.report import ReportText, result

CODE = "unfilled_field"
MOST = 20
_FIELD = re.compile(
    r"\[[^\[\]\n|]{1,150}\|[^\[\]\n]{0,1800}\]"  # [side: left|right], whatever the choices hold
    r"|\[\s*\](?!\()"  # [ ]
    r"|\[(?![xX✓]\])[^\[\]\n\d]{1,60}\](?![a-z(])"  # [side]
    r"|\[[^\[\]\n]{0,40}\b(?:mm|cm|size|number|date|time|x)\b[^\[\]\n]{0,20}\]"
    r"|\{[^{}\n]{0,80}\}\}?"
    r"|<{1,2}[a-z_][^<>\n]{0,40}>{1,2}"
    r"|_{2,}|\*{3,}|(?<![\w,])x{2,}(?![\w])|\?{2,}|\.{5,}"
    r"|@[a-z_]+@|\$[a-z_]+\$|%[a-z_]+%"
    r"|\b(?:tbd|todo|fixme|lorem ipsum|insert text|dictate here|free text|select one|choose one|fill in)\b"
    r"|\b(?:normal/abnormal|present/absent|intact/torn|yes/no|is/is not|are/are not|was/was not|does/does not"
    r"|positive/negative|mild/moderate/severe|increased/decreased|enlarged/normal|small/moderate/large|and/or none)\b"
    r"|\b(?:left/right|right/left)\b(?![- ](?:shunt|asymmetr|differen|ratio|symmetr|heart|ventric))"
    r"|\bmeasur(?:es|ing|ed) (?:approximately |up to |about )?(?:mm|cm|x)\b|\bx x\b"
    r"|\bdr\.? (?:at|on|by)\b|\bdated ?[.,;](?!\d)|\b\w+ ?\| ?\w+"
)
_BRACKET_MEANT = re.compile(
    r"\b(?:sic|see|ref|refs|image|images|series|key|redacted|previous\w*|prior|addendum|unchanged|corrected|formerly"
    r"|normal range|reference|se|im|signed|f-?fdg|ga|tc|lu)\b|^\[\W*\]$|^\[(?:[ivx]+|[a-z])\]$"
)
_RULE = re.compile(r"^[ \t]*[_*]{15,}[ \t]*$", re.MULTILINE)


def unfilled_field(report: ReportText) -> Iterator[Result]:
    """Every field left open, the first ``MOST`` of the report."""
    count = 0
    for name in SECTIONS:
        section = report.sections[name]
        lines = (
            [(rule.start(), rule.end()) for rule in _RULE.finditer(section.text)]
            if name != "impression"
            else []
        )
        for found in _FIELD.finditer(section.text):
            if _is_meant(found.group()) or any(a <= found.start() < b for a, b in lines):
                continue
            said = section.original[found.start() : found.end()]
            yield result(
                CODE,
                section,
                found.start(),
                found.end(),
                _message(said),
            )
            count += 1
            if count == MOST:
                return


def _message(said: str) -> str:
    if _is_list(said):
        name = said[1:].split("|", maxsplit=1)[0].split(":", maxsplit=1)[0].strip()
        return f"Nothing was chosen from the list “{name}”."
    return f"“{said}” is a field of the template that was not filled."


def _is_list(said: str) -> bool:
    return said.startswith("[") and "|" in said


def _is_meant(said: str) -> bool:
    if _is_list(said) or not said.startswith("[") or not said[1:-1].strip():
        return False
    return bool(_BRACKET_MEANT.search(said))
