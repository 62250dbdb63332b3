"""A few macros, of the practice and of the reader."""

from apps.accounts.actors import Actor
from apps.reporting.services import add_macro

SHARED = (
    {
        "code": "nope",
        "title": "No pulmonary embolism",
        "modality": "CT",
        "section": "impression",
        "text": "No pulmonary embolism to the subsegmental level.",
    },
    {
        "code": "quality",
        "title": "Limited by motion",
        "section": "technique",
        "text": "The examination is limited by motion; small lesions may be missed.",
    },
)
OWN = (
    {
        "code": "compared",
        "title": "Compared with the prior",
        "section": "comparison",
        "text": "{{prior_description}} of {{prior_date}}.",
    },
)


def add_macros(*, reader: Actor, manager: Actor) -> None:
    for content in SHARED:
        add_macro(actor=manager, shared=True, content=content)
    for content in OWN:
        add_macro(actor=reader, shared=False, content=content)
