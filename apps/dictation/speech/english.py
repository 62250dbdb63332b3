"""The words of English dictation. Another language is another module of the same names."""

COMMANDS: dict[str, str] = {
    "next field": "next_field",
    "previous field": "previous_field",
    "scratch that": "delete",
    "delete that": "delete",
    "undo that": "delete",
    "stop listening": "stop",
    "stop dictation": "stop",
}
"""Said anywhere."""

WHOLE_COMMANDS: dict[str, str] = {
    "sign report": "sign",
    "sign the report": "sign",
    "sign this report": "sign",
}
"""Taken for a command only where nothing else is said."""

GO_TO = ("go to", "move to")
INSERT_NORMAL = ("insert normal", "normal text")
MACRO = ("insert macro", "macro")
MOST_MACRO_WORDS = 4

SECTIONS: dict[str, str] = {
    "indication": "indication",
    "history": "indication",
    "clinical history": "indication",
    "technique": "technique",
    "comparison": "comparison",
    "findings": "findings",
    "impression": "impression",
    "conclusion": "impression",
}

MARKS: dict[str, str] = {
    "full stop": ".",
    "period": ".",
    "comma": ",",
    "semicolon": ";",
    "question mark": "?",
    "colon": ":",
    "colon mark": ":",
}
LINES: dict[str, str] = {"new line": "\n", "new paragraph": "\n\n", "next line": "\n"}

# "The sigmoid colon" is an organ: the mark is meant after the name of what is described next.
COLON_AFTER = frozenset(
    "indication history technique comparison findings impression lungs lung pleura heart mediastinum liver gallbladder"
    " pancreas spleen kidneys adrenals bowel bladder uterus prostate vessels nodes bones brain ventricles sinuses"
    " orbits neck chest abdomen pelvis spine joint ligaments menisci tendons cartilage recommendation addendum"
    " note".split()
)
NOT_A_PERIOD_AFTER = frozenset(
    "a an the this that time menstrual follow-up observation waiting latent long short same".split()
)
NOT_A_PERIOD_BEFORE = frozenset(("of", "since", "between"))

ONES: dict[str, int] = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen".split()
    )
}
TENS: dict[str, int] = {
    word: number * 10
    for number, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}
HUNDRED, THOUSAND, POINT, AND = "hundred", "thousand", "point", "and"
NOUGHT = "oh"
CENTURIES: dict[str, int] = {"nineteen": 1900, "twenty": 2000}
HALF = ("and", "a", "half")

BY = frozenset(("by", "times", "x"))
RANGE = frozenset(("to", "or"))

UNITS: dict[str, str] = {
    "millimeter": " mm",
    "millimeters": " mm",
    "millimetre": " mm",
    "millimetres": " mm",
    "mm": " mm",
    "centimeter": " cm",
    "centimeters": " cm",
    "centimetre": " cm",
    "centimetres": " cm",
    "cm": " cm",
    "milliliter": " mL",
    "milliliters": " mL",
    "millilitres": " mL",
    "ml": " mL",
    "cc": " cc",
    "cubic centimeter": " cc",
    "cubic centimeters": " cc",
    "cubic centimetres": " cc",
    "milligram": " mg",
    "milligrams": " mg",
    "mg": " mg",
    "kilogram": " kg",
    "kilograms": " kg",
    "milligray": " mGy",
    "millisievert": " mSv",
    "millisieverts": " mSv",
    "hounsfield unit": " HU",
    "hounsfield units": " HU",
    "hu": " HU",
    "tesla": " T",
    "percent": "%",
    "per cent": "%",
    "degree": "°",
    "degrees": "°",
    "second": " second",
    "seconds": " seconds",
    "minute": " minute",
    "minutes": " minutes",
    "hour": " hour",
    "hours": " hours",
    "day": " day",
    "days": " days",
    "week": " week",
    "weeks": " weeks",
    "month": " month",
    "months": " months",
    "year": " year",
    "years": " years",
}
"""What follows the digits, its space with it."""

NUMBERED = frozenset(
    "image images series slice slices segment grade category level stage zone number bi-rads birads li-rads lirads"
    " pi-rads pirads ti-rads tirads lung-rads o-rads type bosniak".split()
)
"""After these a number is written in digits, however small."""

LAST_LEVEL: dict[str, int] = {"c": 8, "t": 12, "l": 6, "s": 5}
NEXT_REGION: dict[str, tuple[str, int]] = {"c": ("t", 7), "t": ("l", 12), "l": ("s", 5)}
"""The region below, and the last level above it."""
WEIGHTED = "weighted"
