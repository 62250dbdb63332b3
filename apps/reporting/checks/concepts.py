"""The findings that reports affirm and deny, how each is written, and which is a kind of which."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Concept:
    """``kinds_of``: what is denied with it. ``placed``: the same word for another organ is another finding.

    ``domain`` names what a sweeping denial (`no acute intracranial abnormality`) is about; "" for none.
    """

    name: str
    pattern: str
    kinds_of: tuple[str, ...] = ()
    placed: bool = False
    domain: str = ""


_BLEED = r"h(?:a)?emorrh?ages?|h(?:a)?ematomas?|bleed(?:ing)?"
CONCEPTS = (
    Concept("pneumothorax", r"(?:hydro)?pneumothora(?:x|ces)", domain="chest"),
    Concept("effusion", r"effusions?|h(?:a)?emothora(?:x|ces)", placed=True),
    Concept("pneumonia", r"(?:broncho)?pneumonias?", ("consolidation",), domain="chest"),
    Concept(
        "consolidation",
        r"consolidations?|airspace (?:disease|opacit\w+|opacification)",
        domain="chest",
    ),
    Concept("pulmonary oedema", r"pulmonary o?edema", domain="chest"),
    Concept(
        "cardiomegaly",
        r"cardiomegaly|enlarged (?:heart|cardiac silhouette)|(?:heart|cardiac silhouette) is (?:\w+ )?enlarged",
    ),
    Concept(
        "subdural",
        rf"subdural (?:{_BLEED}|collections?)|sdh",
        ("intracranial bleed",),
        domain="intracranial",
    ),
    Concept(
        "epidural",
        rf"(?:epidural|extradural) (?:{_BLEED})",
        ("intracranial bleed",),
        domain="intracranial",
    ),
    Concept(
        "subarachnoid",
        rf"subarachnoid (?:{_BLEED}|blood)|sah",
        ("intracranial bleed",),
        domain="intracranial",
    ),
    Concept(
        "intraparenchymal",
        rf"(?:intra)?(?:parenchymal|cerebral|ventricular|axial) (?:{_BLEED})|ich|h(?:a)?emorrhagic contusions?",
        ("intracranial bleed",),
        domain="intracranial",
    ),
    Concept(
        "intracranial bleed", rf"(?:acute )?(?:intra|extra)-?(?:cranial|axial) (?:{_BLEED}|blood)"
    ),
    Concept(
        "infarct",
        r"infarct(?:s|ion|ions)?|acute isch(?:a)?emi[ac]\w*",
        placed=True,
        domain="intracranial",
    ),
    Concept("mass effect", r"mass effect"),
    Concept("midline shift", r"midline shift"),
    Concept("hydrocephalus", r"hydrocephalus", domain="intracranial"),
    Concept("fracture", r"(?:fractures?|frakturen?)", placed=True, domain="bone"),
    Concept(
        "compression fracture",
        r"compression (?:fractures?|deformit(?:y|ies))",
        ("fracture",),
        placed=True,
    ),
    Concept("dislocation", r"(?:dis|sublux)location|dislocations?", placed=True, domain="bone"),
    Concept("mass", r"mass(?:es)?(?! effect)|neoplasms?|tumou?rs?", ("lesion",), placed=True),
    Concept("metastasis", r"metasta(?:sis|ses|tic \w+)", ("lesion",), placed=True),
    Concept("lesion", r"lesions?", placed=True),
    Concept("nodule", r"nodules?", placed=True),
    Concept("cyst", r"cysts?", placed=True),
    Concept(
        "hydronephrosis", r"hydronephrosis|hydroureteronephrosis|hydroureter", domain="abdomen"
    ),
    Concept(
        "stone",
        r"stones?|calcul(?:us|i)|(?:chole|nephro|uro|uretero|choledocho)lithiasis|gallstones?",
        placed=True,
    ),
    Concept("appendicitis", r"appendicitis", domain="abdomen"),
    Concept("cholecystitis", r"cholecystitis", domain="abdomen"),
    Concept("diverticulitis", r"diverticulitis", domain="abdomen"),
    Concept("pancreatitis", r"pancreatitis", domain="abdomen"),
    Concept("colitis", r"colitis", domain="abdomen"),
    Concept("obstruction", r"(?:small |large )?bowel obstruction|sbo\b", domain="abdomen"),
    Concept(
        "free air",
        r"pneumoperitoneum|free (?:intraperitoneal |subdiaphragmatic |peritoneal |abdominal )?(?:air|gas)",
        domain="abdomen",
    ),
    Concept("ascites", r"ascites|free (?:pelvic |intraperitoneal |abdominal )?fluid"),
    Concept(
        "abscess",
        r"abscess(?:es)?|(?:rim-|peripherally )enhancing (?:fluid )?collections?",
        placed=True,
    ),
    Concept("aneurysm", r"aneurysms?|aneurysmal dilat\w+", placed=True),
    Concept("dissection", r"dissections?", placed=True, domain="chest"),
    Concept(
        "pulmonary embolism",
        r"pulmonary embol\w+|pulmonary artery filling defects?|pe\b|filling defects?",
        domain="chest",
    ),
    Concept(
        "dvt",
        r"deep (?:vein|venous) thromb\w+|dvt|(?:occlusive |nonocclusive )?(?:venous )?thromb(?:us|osis)",
        domain="veins",
    ),
    Concept(
        "adenopathy",
        r"lymphadenopathy|adenopathy|(?:enlarged|pathologic\w*) (?:\w+ )?lymph nodes?",
        placed=True,
    ),
    Concept("tear", r"(?:tears?|torn|ruptured?)", placed=True),
    Concept("osteomyelitis", r"osteomyelitis", domain="bone"),
    Concept("torsion", r"torsion", placed=True),
    Concept(
        "disc herniation", r"(?:dis[ck] )?(?:herniations?|extrusions?|protrusions?)", placed=True
    ),
    Concept("canal stenosis", r"(?:central |spinal )?canal (?:stenosis|narrowing)", placed=True),
    Concept("cirrhosis", r"cirrhosis|cirrhotic"),
    Concept("steatosis", r"(?:hepatic )?steatosis|fatty liver"),
    Concept("splenomegaly", r"splenomegaly"),
    Concept("calcifications", r"suspicious (?:micro)?calcifications?", placed=True),
    Concept("architectural distortion", r"architectural distortion"),
    Concept("intrauterine pregnancy", r"intrauterine (?:pregnancy|gestation)|iup"),
    Concept("ectopic pregnancy", r"ectopic (?:pregnancy|gestation)"),
    Concept("pericardial effusion", r"pericardial effusions?", ("effusion",)),
    Concept("cord compression", r"cord compression"),
    Concept("hernia", r"(?:inguinal|hiatal|umbilical|ventral|femoral) hernias?", placed=True),
    Concept("emphysema", r"emphysema"),
    Concept("atelectasis", r"atelecta(?:sis|tic\w*)"),
)
BY_NAME = {concept.name: concept for concept in CONCEPTS}
# One pass over the text finds them all; where two begin together, the more particular is written first.
_FIRST = sorted(
    CONCEPTS,
    key=lambda concept: (not concept.kinds_of, concept.name in ("lesion", "mass", "fracture")),
)
PATTERN = re.compile(
    r"\b(?:" + "|".join(f"(?P<c{CONCEPTS.index(one)}>{one.pattern})" for one in _FIRST) + r")\b"
)


def concept_of(group: str | None) -> Concept:
    """The concept whose group of ``PATTERN`` matched."""
    return CONCEPTS[int((group or "c0")[1:])]
