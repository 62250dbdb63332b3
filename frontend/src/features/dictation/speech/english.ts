/** The words of English dictation. Another language is another module of the same names. */
import type { SpokenPiece } from "@/api/dictations";

type CommandName = Exclude<SpokenPiece["name"], "">;

/** Said anywhere. */
export const COMMANDS: Readonly<Record<string, CommandName>> = {
  "next field": "next_field",
  "previous field": "previous_field",
  "scratch that": "delete",
  "delete that": "delete",
  "undo that": "delete",
  "stop listening": "stop",
  "stop dictation": "stop",
};

/** Taken for a command only where nothing else is said. */
export const WHOLE_COMMANDS: Readonly<Record<string, CommandName>> = {
  "sign report": "sign",
  "sign the report": "sign",
  "sign this report": "sign",
};

export const GO_TO = ["go to", "move to"] as const;
export const INSERT_NORMAL = ["insert normal", "normal text"] as const;
export const MACRO = ["insert macro", "macro"] as const;
export const MOST_MACRO_WORDS = 4;

export const SECTIONS: Readonly<Record<string, string>> = {
  indication: "indication",
  history: "indication",
  "clinical history": "indication",
  technique: "technique",
  comparison: "comparison",
  findings: "findings",
  impression: "impression",
  conclusion: "impression",
};

export const MARKS: Readonly<Record<string, string>> = {
  "full stop": ".",
  period: ".",
  comma: ",",
  semicolon: ";",
  "question mark": "?",
  colon: ":",
  "colon mark": ":",
};

export const LINES: Readonly<Record<string, string>> = {
  "new line": "\n",
  "new paragraph": "\n\n",
  "next line": "\n",
};

/** "The sigmoid colon" is an organ: the mark is meant after the name of what is described next. */
export const COLON_AFTER: ReadonlySet<string> = new Set(
  (
    "abdomen addendum adrenals bladder bones bowel brain cartilage chest comparison " +
    "findings gallbladder heart history impression indication joint kidneys ligaments liver " +
    "lung lungs mediastinum menisci neck nodes note orbits pancreas pelvis " +
    "pleura prostate recommendation sinuses spine spleen technique tendons uterus ventricles " +
    "vessels "
  )
    .trim()
    .split(" "),
);

export const NOT_A_PERIOD_AFTER: ReadonlySet<string> = new Set(
  ("a an follow-up latent long menstrual observation same short that " + "the this time waiting ")
    .trim()
    .split(" "),
);

export const NOT_A_PERIOD_BEFORE: ReadonlySet<string> = new Set(
  "between of since ".trim().split(" "),
);

export const ONES: Readonly<Record<string, number>> = {
  zero: 0,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
};

export const TENS: Readonly<Record<string, number>> = {
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};

export const CENTURIES: Readonly<Record<string, number>> = {
  nineteen: 1900,
  twenty: 2000,
};

export const HUNDRED = "hundred";
export const THOUSAND = "thousand";
export const POINT = "point";
export const AND = "and";
export const NOUGHT = "oh";
export const HALF = ["and", "a", "half"] as const;
export const WEIGHTED = "weighted";

export const BY: ReadonlySet<string> = new Set(["by", "times", "x"]);
export const RANGE: ReadonlySet<string> = new Set(["or", "to"]);
/** What follows the digits, its space with it. */
export const UNITS: Readonly<Record<string, string>> = {
  millimeter: " mm",
  millimeters: " mm",
  millimetre: " mm",
  millimetres: " mm",
  mm: " mm",
  centimeter: " cm",
  centimeters: " cm",
  centimetre: " cm",
  centimetres: " cm",
  cm: " cm",
  milliliter: " mL",
  milliliters: " mL",
  millilitres: " mL",
  ml: " mL",
  cc: " cc",
  "cubic centimeter": " cc",
  "cubic centimeters": " cc",
  "cubic centimetres": " cc",
  milligram: " mg",
  milligrams: " mg",
  mg: " mg",
  kilogram: " kg",
  kilograms: " kg",
  milligray: " mGy",
  millisievert: " mSv",
  millisieverts: " mSv",
  "hounsfield unit": " HU",
  "hounsfield units": " HU",
  hu: " HU",
  tesla: " T",
  percent: "%",
  "per cent": "%",
  degree: "°",
  degrees: "°",
  second: " second",
  seconds: " seconds",
  minute: " minute",
  minutes: " minutes",
  hour: " hour",
  hours: " hours",
  day: " day",
  days: " days",
  week: " week",
  weeks: " weeks",
  month: " month",
  months: " months",
  year: " year",
  years: " years",
};

/** After these a number is written in digits, however small. */
export const NUMBERED: ReadonlySet<string> = new Set(
  (
    "bi-rads birads bosniak category grade image images level li-rads lirads " +
    "lung-rads number o-rads pi-rads pirads segment series slice slices stage " +
    "ti-rads tirads type zone "
  )
    .trim()
    .split(" "),
);

export const LAST_LEVEL: Readonly<Record<string, number>> = {
  c: 8,
  t: 12,
  l: 6,
  s: 5,
};

/** The region below, and the last level above it. */
export const NEXT_REGION: Readonly<Record<string, readonly [string, number]>> = {
  c: ["t", 7],
  t: ["l", 12],
  l: ["s", 5],
};
