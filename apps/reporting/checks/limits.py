"""The largest sizes and the ranges that occur in people, with room to spare: what lies beyond is a slip."""

import re
from dataclasses import dataclass

LESIONS = (
    r"nodules?|mass(?:es)?|lesions?|cysts?|aneurysms?|aorta|stones?|calcul(?:us|i)|lymph nodes?|collections?|kidneys?|abscess"
    r"|h(?:a)?ematoma|tumou?rs?|metastas[ie]s|polyps?|appendix|gallbladder|spleen|liver|opacity|tear|fibroids?|thyroid|effusion"
    r"|adenoma|ovary|uterus|meningioma|infarct|pneumothorax|duct|ventricle|gap|displacement|wall|thickness"
)
_SIZES = (
    ("aortic diameter", r"aort\w+", 180),
    (
        "lung nodule",
        r"(?:pulmonary|lung|lobe|ground-glass|solitary|[rl][uml]l) (?:\w+ )?nodules?",
        100,
    ),
    ("nodule", r"nodules?", 150),
    ("stone", r"(?:ureter\w*|ureteral) (?:stone|calculus)", 50),
    ("stone", r"stones?|calcul(?:us|i)", 150),
    ("appendix", r"appendix|appendiceal diameter", 60),
    ("gallbladder wall", r"gallbladder wall(?: thick\w+)?", 30),
    ("bile duct", r"common (?:bile )?duct|cbd", 60),
    ("endometrium", r"endometri(?:um|al)(?: \w+)?", 90),
    ("portal vein", r"portal vein", 50),
    ("midline shift", r"midline shift", 45),
    ("disc bulge", r"(?:protrusion|extrusion|herniation|disc bulge)", 45),
    ("kidney", r"kidneys?", 400),
    ("lymph node", r"lymph nodes?", 200),
    (
        "intracranial haematoma",
        r"(?:subdural|epidural) (?:h(?:a)?ematoma|collection|h(?:a)?emorrhage)",
        90,
    ),
    ("nuchal translucency", r"nuchal translucency", 25),
    ("crown-rump length", r"crown[- ]rump length|crl", 130),
    ("biparietal diameter", r"biparietal diameter|bpd", 140),
    ("pituitary", r"pituitary(?: \w+)?|microadenoma", 100),
    ("main pulmonary artery", r"main pulmonary artery|pulmonary trunk", 100),
    ("pneumothorax", r"pneumothorax", 250),
    ("testis", r"testis|testicle", 200),
    ("joint space", r"joint space", 60),
    ("baker cyst", r"(?:baker|popliteal)\S* cyst", 300),
    ("thyroid nodule", r"thyroid(?: \w+)? nodule", 150),
    ("gap", r"(?:fracture|fragment) (?:gap|displacement|diastasis)", 150),
    ("breast mass", r"breast mass", 250),
    ("cyst", r"cysts?", 500),
    ("mass", r"mass(?:es)?|lesions?|tumou?rs?", 500),
)
LARGEST = tuple(
    (name, re.compile(rf"\b(?:{words})\b"), float(most)) for name, words, most in _SIZES
)


@dataclass(frozen=True, slots=True)
class Value:
    """A number that has a range; ``v`` is its group."""

    pattern: re.Pattern[str]
    least: float
    most: float
    why: str


# A dash after a number is a range's (50-69 %), not a sign.
_V = r"(?P<v>(?:(?<!\d)-)?\d{1,6}(?:[.,]\d{1,3})?)"
_IS = r"(?: ?(?:is|was|of|measures?|measuring|=|:|at|approximately|estimated at|about|value|up to) ?){0,3} ?"
VALUES = (
    Value(
        re.compile(rf"(?<![\d.]){_V} ?(?:hu\b|hounsfield)"),
        -1100,
        4000,
        "attenuation lies between −1,100 and 4,000 HU",
    ),
    Value(
        re.compile(rf"\bsuv ?-?(?:max|mean|peak|lbm|bw)?{_IS}{_V}(?![\d-])"),
        0,
        200,
        "an SUV is not below 0 or above 200",
    ),
    Value(
        re.compile(rf"\b(?:ejection fraction|lvef|ef){_IS}{_V} ?%"),
        2,
        95,
        "an ejection fraction is a share of the whole",
    ),
    Value(
        re.compile(
            rf"{_V} ?(?:%|percent) (?:luminal |diameter |area |height ){{0,3}}(?:stenosis|narrowing|occlusion|loss|compression|height|reduction|retraction|blockage)"
        ),
        0,
        100,
        "more than the whole cannot be lost",
    ),
    Value(
        re.compile(
            rf"\b(?:stenosis|narrowing|height loss|loss of height|occlusion){_IS}{_V} ?(?:%|percent)"
        ),
        0,
        100,
        "more than the whole cannot be lost",
    ),
    Value(
        re.compile(
            rf"\b(?:cobb angle|angulation|angle|rotation|varus|valgus|anteversion|flexion|kyphosis|lordosis|scoliosis)[a-z ]{{0,25}}{_IS}{_V} ?(?:°|degrees?)"
        ),
        -180,
        180,
        "an angle is at most 180 degrees",
    ),
    Value(re.compile(rf"(?<![\d.]){_V} ?(?:bpm|beats per minute)"), 20, 320, "no heart beats so"),
    Value(
        re.compile(
            rf"\b(?:gestational age|ga|pregnancy|gestation|menstrual age){_IS}{_V} ?(?:weeks|wks?|w\b)"
        ),
        2,
        44,
        "no pregnancy is so long",
    ),
    Value(
        re.compile(rf"\b\d{{1,2}} ?(?:weeks?|w),?(?: and)? {_V} ?(?:days?|d\b)(?! ago)"),
        0,
        6,
        "a week has seven days",
    ),
    Value(
        re.compile(rf"\b(?:estimated f(?:o)?etal weight|efw){_IS}{_V} ?(?:kg|kilograms)"),
        0,
        7,
        "no fetus weighs so much",
    ),
    Value(
        re.compile(rf"\b(?:estimated f(?:o)?etal weight|efw){_IS}{_V} ?(?:g|grams)\b"),
        20,
        7000,
        "no fetus weighs so",
    ),
    Value(
        re.compile(rf"\b(?:resistive index|ri){_IS}{_V}(?![\d%])"),
        -0.5,
        2,
        "a resistive index is about 0 to 1",
    ),
    Value(re.compile(rf"(?<![\d.]){_V} ?cm/s"), -1500, 1500, "blood does not flow so fast"),
    Value(re.compile(rf"(?<![\d.]){_V} ?m/s(?:ec)?\b"), -15, 15, "blood does not flow so fast"),
    Value(re.compile(rf"(?<![\d:]){_V} ?o'?clock"), 1, 12.99, "a clock face has twelve hours"),
    Value(
        re.compile(rf"\bbi-?rads(?: category| score| assessment)?:? ?{_V}"),
        0,
        6,
        "the scale ends at 6",
    ),
    Value(
        re.compile(
            rf"\b(?:pi|ti|li|o|nod)-?rads(?: category| score| v?\d\.\d)?:? ?(?:tr|lr-)?{_V}"
        ),
        0,
        5,
        "the scale ends at 5",
    ),
    Value(re.compile(rf"\baspects?(?: score)?{_IS}{_V}(?!\d)"), 0, 10, "the score ends at 10"),
    Value(re.compile(rf"\bt-?score{_IS}{_V}"), -9, 9, "a T-score lies between −9 and 9"),
    Value(re.compile(rf"\bz-?score{_IS}{_V}"), -9, 9, "a Z-score lies between −9 and 9"),
    Value(
        re.compile(rf"\bprostat\w+[a-z ,]{{0,30}}{_IS}{_V} ?(?:ml|cc|cm3|g|grams)\b"),
        1,
        900,
        "no prostate is so large",
    ),
)
