"""Organs and bones, and the region of the body each lies in (``apps.worklist.anatomy``)."""

import re
from collections.abc import Iterator, Mapping

from apps.worklist.anatomy import regions

# region: organ = beginning of its words; a pattern stands for whole words.
_TABLE: Mapping[str, Mapping[str, str]] = {
    "head": {
        "brain": r"brain|cerebral|cerebell\w+|intracranial|intra-axial|parenchymal h\w+|cortical sulci|basal ganglia"
        r"|thalam\w+|brain ?stem|frontal lobes?|parietal lobes?|temporal lobes?|occipital lobes?|gr[ae]y[- ]white"
        r"|midline shift|white matter|corpus callosum|subdural|epidural h\w+|subarachnoid|sulc\w+|pons|pituitary"
        r"|basal cisterns?|falx|tentori\w+|hippocamp\w+|periventricular|centrum semiovale",
        "mca": r"mca|m[12]|middle cerebral",
        "skull": r"skull|calvari\w+",
    },
    "face": {
        "sinus": r"paranasal|maxillary|ethmoid\w*|sphenoid sinus\w*|frontal sinus\w*|sinus mucosa",
        "orbit": r"orbits?|orbital|globes?",
        "mandible": r"mandib\w+",
        "nasal bone": r"nasal bones?",
        "mastoid": r"mastoid\w*",
    },
    "neck": {
        "thyroid": r"thyroid|isthmus",
        "parotid": r"parotids?",
        "larynx": r"laryn\w+|epiglott\w+|vocal cords?",
        "carotid": r"carotids?|ica|cca",
        "tonsil": r"(?:peri)?tonsil\w*",
    },
    "chest": {
        "lung": r"lungs?|pulmonary|lobar|(?:upper|middle|lower) lobes?|lingula\w*|airspace|[rl][ulm]l|bibasilar|basilar"
        r"|bronch\w+|tracheobronchial|hil[au]r?|apical",
        "pleura": r"pleura\w*|costophrenic",
        "mediastinum": r"mediastin\w+",
        "rib": r"ribs?",
        "heart": r"cardiac|heart|cardiomediastinal|cardiomegaly",
        "pericardium": r"pericardi\w+",
        "thoracic aorta": r"thoracic aorta|aortic arch|(?:ascending|descending) (?:thoracic )?aorta",
    },
    "heart": {
        "ventricle": r"(?:left|right|bi)[- ]?ventric\w+|lvef|ejection fraction|myocardi\w+",
        "coronary": r"coronar\w+|lad|rca|lcx",
        "valve": r"mitral|tricuspid|aortic valve",
    },
    "breast": {
        "breast": r"breasts?|fibroglandular|bi-?rads|axilla\w*|retroareolar|nipple|mammogra\w+"
    },
    "abdomen": {
        "liver": r"liver|hepatic|hepato\w+|hepatis",
        "gallbladder": r"gallbladder|cholecyst\w+|choleli\w+|gallstones?",
        "bile duct": r"common bile duct|cbd|biliary|bile ducts?|ductal",
        "pancreas": r"pancrea\w+",
        "spleen": r"spleen|splenic|splenomegaly",
        "kidney": r"kidneys?|renal|hydronephro\w+|nephroli\w+|perinephric|pelvicaly\w+",
        "ureter": r"ureter\w*|ureterovesical|ureteropelvic|uvj|upj",
        "adrenal": r"adrenals?",
        "bowel": r"bowel|colon\w*|ileum|ileal|jejun\w+|duoden\w+|c(?:a)?ecum|sigmoid|diverticul\w+|mesenter\w+",
        "appendix": r"appendix|appendic\w+|periappendic\w+",
        "stomach": r"stomach|gastric",
        "aorta": r"abdominal aort\w+|infrarenal|aaa|aort\w+",
        "portal vein": r"portal vein\w*",
        "peritoneum": r"ascites|periton\w+",
    },
    "pelvis": {
        "bladder": r"urinary bladder|bladder",
        "uterus": r"uter(?:us|ine)|endometri\w+|myometri\w+|fibroids?|leiomyoma\w*|intrauterine|gestational sac|fetus",
        "ovary": r"ovar(?:y|ies|ian)|adnexa\w*",
        "prostate": r"prostat\w+|seminal vesicles?",
        "testis": r"test(?:is|es|icle|icles|icular)|epididym\w+|scrot\w+",
        "rectum": r"rectum|rectal|rectosigmoid",
        "pelvic bone": r"pubic|ischi\w+|iliac (?:bone|crest|wing)|sacroiliac",
    },
    "hip": {"hip": r"hips?|acetabul\w+|femoral (?:head|neck)|intertrochanteric|trochanter\w*"},
    "thigh": {"femur": r"femur|femoral shaft|quadriceps"},
    "knee": {
        "acl": r"acl|anterior cruciate",
        "pcl": r"pcl|posterior cruciate",
        "mcl": r"mcl|medial collateral",
        "lcl": r"lateral collateral",
        "medial meniscus": r"medial menisc\w+|medial and lateral menisc\w+",
        "lateral meniscus": r"lateral menisc\w+",
        "meniscus": r"menisci|meniscus|meniscal",
        "patella": r"patell\w+|suprapatellar",
        "knee": r"knees?|tibial plateau|popliteal (?:fossa|cyst)|baker'?s?|tibiofemoral|femorotibial|"
        r"(?:medial|lateral) (?:tibial|femoral) condyle|trochlea\w*",
    },
    "leg": {"tibia": r"tibias?|tibial shaft", "fibula": r"fibula\w*", "calf": r"calf|calves"},
    "ankle": {
        "ankle": r"ankles?|malleol\w+|tala[rs]|talus|tibiotalar|mortise|syndesmo\w+|atfl|talofibular|calcaneofibular"
        r"|deltoid ligament",
        "achilles": r"achilles",
    },
    "foot": {
        "foot": r"foot|feet|metatars\w+|calcane\w+|plantar|navicular|lisfranc|hallux|cuboid|cuneiform\w*|toes?"
    },
    "shoulder": {
        "supraspinatus": r"supraspinatus",
        "infraspinatus": r"infraspinatus",
        "subscapularis": r"subscapularis",
        "rotator cuff": r"rotator cuff",
        "labrum": r"glenoid labrum|labr(?:um|al)",
        "shoulder": r"shoulders?|glenohumeral|glenoid|acromi\w+|subacromial|biceps (?:tendon|anchor)|humeral head",
        "clavicle": r"clavic\w+",
        "scapula": r"scapul\w+",
    },
    "upper arm": {"humerus": r"humerus|humeral (?:shaft|neck)"},
    "elbow": {"elbow": r"elbows?|olecran\w+|radial head|capitell\w+|epicondyl\w+|supracondylar"},
    "forearm": {
        "ulna": r"ulnas?|ulnar (?:shaft|styloid)",
        "radius": r"radius|radial shaft|distal radial",
    },
    "wrist": {
        "wrist": r"wrists?|scaphoid|lunate|carp(?:al|us)|triquetr\w+|scapholunate|radiocarpal|tfcc|triangular fibro\w+"
        r"|capitate|hamate"
    },
    "hand": {"hand": r"hands?|metacarp\w+|phalan\w+|fingers?|thumbs?|interphalangeal"},
    "spine": {
        "spine": r"vertebra\w*|disc|disk|discs|disks|facet\w*|spinal|spine|neural foram\w+|foraminal|ligamentum flavum"
        r"|thecal|conus|cauda equina|lordosis|(?:spondylo|antero|retro)\w*listhesis|sacr(?:um|al)|coccyx|odontoid"
    },
}
SITE_REGION = {site: region for region, sites in _TABLE.items() for site in sites}
# Seen on studies of many places, so their naming tells no place.
EVERYWHERE = frozenset(
    "mediastinum peritoneum aorta thyroid spine breast skull mca carotid".split()
)
_NUMBERED = list(SITE_REGION)
_SITE = re.compile(
    # The look ahead spares a text of single letters some two hundred tries for each.
    r"\b(?=[a-z][\w-])(?:"
    + "|".join(
        f"(?P<s{number}>{_TABLE[SITE_REGION[site]][site]})" for number, site in enumerate(_NUMBERED)
    )
    + r")\b"
)
_LEVEL = re.compile(
    r"\b([ctls])(\d{1,2})(?: ?[-/] ?([ctls])?(\d{1,2}))?\b(?![- ](?:weighted|hyper|hypo|signal|bright))"
)
_SPINE_OF = {"c": "cervical spine", "t": "thoracic spine", "l": "lumbar spine", "s": "lumbar spine"}
_MORE_REGIONS = (
    (
        re.compile(r"\b(?:lower extremit\w*|lower limb|leg veins?|dvt)\b"),
        ("thigh", "knee", "leg", "ankle", "foot", "hip"),
    ),
    (
        re.compile(r"\b(?:upper extremit\w*|upper limb|arm)\b"),
        ("shoulder", "upper arm", "elbow", "forearm", "wrist", "hand"),
    ),
    (
        re.compile(
            r"\b(?:obstet\w*|ob|f(?:o)?etal|pregnan\w*|gyn\w*|transvaginal|nuchal|transrectal)\b"
        ),
        ("pelvis", "abdomen"),
    ),
    (re.compile(r"\b(?:kub|urinary tract)\b"), ("abdomen", "pelvis")),
    (
        re.compile(r"\b(?:pet|skeletal survey|myeloma|babygram|bone scan|ganzkorper\w*)\b"),
        ("whole body",),
    ),
    (re.compile(r"\b(?:aort\w+)\b"), ("chest", "abdomen")),
)


def site_words(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, site) for every organ that folded ``text`` names."""
    for found in _SITE.finditer(text):
        yield found.start(), found.end(), _NUMBERED[int((found.lastgroup or "s0")[1:])]


def levels(text: str) -> frozenset[str]:
    """Vertebral levels as they are written together: `l4-5` and `L4/L5` are both `l4-5`."""
    found = set()
    for part in _LEVEL.finditer(text):
        letter, first, other, second = part.groups()
        found.add(f"{letter}{first}-{second}" if second else f"{letter}{first}")
        if other and other != letter:
            found.add(f"{letter}{first}-{other}{second}")
    return frozenset(found)


def level_words(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, region of the spine) for every vertebral level."""
    for found in _LEVEL.finditer(text):
        yield found.start(), found.end(), _SPINE_OF[found.group(1)]


def regions_named(body_part: str, words: str) -> frozenset[str]:
    """The regions that an order, an image header or a technique names."""
    found = set(regions(body_part, words))
    said = f"{body_part} {words}".lower()
    for pattern, more in _MORE_REGIONS:
        if pattern.search(said):
            found.update(more)
    return frozenset(found)
