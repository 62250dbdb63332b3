"""What a new practice begins with: categories, named findings, fall-back ladders. Pure data, theirs to change.

The three categories and their spans follow the American College of Radiology's work group on actionable findings
(J Am Coll Radiol 2014;11:552): within minutes, within hours, within days.
"""

from dataclasses import dataclass

from apps.reporting.contact_ladders import Ladder, Rung


@dataclass(frozen=True, slots=True)
class Category:
    number: int
    name: str
    minutes: int
    read_back_required: bool


CATEGORIES = (
    Category(1, "Within minutes", 30, True),
    Category(2, "Within hours", 6 * 60, True),
    Category(3, "Within days", 72 * 60, False),
)

FALLBACK_LADDERS = {
    "Fall-back, category 1": Ladder(
        (Rung(10, "support_desk"), Rung(20, "managers"), Rung(45, "managers")), categories=(1,)
    ),
    "Fall-back, category 2": Ladder(
        (Rung(60, "support_desk"), Rung(240, "support_desk"), Rung(360, "managers")),
        categories=(2,),
    ),
    "Fall-back, category 3": Ladder(
        (Rung(24 * 60, "support_desk"), Rung(60 * 60, "support_desk"), Rung(72 * 60, "managers")),
        categories=(3,),
    ),
}

NAMED_FINDINGS: dict[int, tuple[str, ...]] = {
    1: (
        "Acute intracranial haemorrhage",
        "Acute ischaemic stroke or large-vessel occlusion",
        "Mass effect or brain herniation",
        "Unstable spine fracture or cord compression",
        "Tension pneumothorax",
        "Acute pulmonary embolism",
        "Aortic dissection or rupture",
        "Active haemorrhage",
        "Free air of the abdomen",
        "Ischaemic bowel or volvulus",
        "Testicular or ovarian torsion",
        "Ruptured ectopic pregnancy",
        "Misplaced tube or line with danger to life",
        "Retained foreign body after surgery",
    ),
    2: (
        "Pneumothorax, new",
        "Deep vein thrombosis",
        "Intra-abdominal abscess",
        "Acute appendicitis",
        "Acute cholecystitis",
        "Bowel obstruction",
        "Obstructed infected kidney",
        "Impending pathological fracture",
        "Injury suggesting abuse",
        "Misplaced tube or line",
    ),
    3: (
        "Suspected new malignancy",
        "Nodule or mass that needs follow-up",
        "Aneurysm that needs follow-up",
        "Suspected tuberculosis",
    ),
}
