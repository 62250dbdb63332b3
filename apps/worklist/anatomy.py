"""Where in the body a study looks, finer than a subspecialty: for comparing a study with its priors. Pure.

Regions have neighbours that are partly in the picture too. Words are folded (``engine.text``) and stand for all that
begin with them, unless a full stop follows: English, German, French and Spanish.
"""

from collections.abc import Mapping
from functools import lru_cache

from apps.worklist.engine.text import says, spaced

WORDS: Mapping[str, str] = {
    "head": "brain, head, skull, crani, cerebr, stroke, pituit, sella, temporal, petrous, iac., orbit,"
    " hirn, gehirn, kopf, schadel, tete, cerveau, encephal, cabeza, encefal, circle of willis, circleofwillis",
    "face": "face., facial, sinus, sinuses, pns., paranasal, maxill, mandib, jaw., tmj., dental, nose., nasal,"
    " zygoma, gesicht, nnh., kiefer, massif facial",
    "neck": "neck, carotid, thyroid, larynx, pharynx, parotid, hals, karotis, cou., cuello, headneck",
    "cervical spine": "cervical, cspine, c spine, hws.",
    "thoracic spine": "thoracic spine, tspine, t spine, dorsal spine, bws.",
    "lumbar spine": "lumb, lspine, l spine, lws., lombaire, sacr, coccy, lsspine, ls spine",
    "spine": "spine, spinal, wholespine, vertebr, myelo, wirbelsaule, rachis, columna",
    "chest": "chest, thora, lung, pulmon, rib., ribs., sternum, mediast, cxr., hrct., ctpa., lunge, rippe,"
    " poumon, torax, bronch, trachea",
    "heart": "heart, cardia, coronar, kardio, herz, koronar, coeur, corazon",
    "breast": "breast, mammo, brust., mamma., mamograf, sein., seins.",
    "abdomen": "abdo, liver, hepat, gallb, biliar, mrcp., pancrea, kidney, renal, urogra, kub., ureter, bowel,"
    " colon, append, enterogra, spleen, stomach, oberbauch, bauch, leber, galle, pankrea, niere, milz,"
    " foie, rein., reins., tap., higado, rinon",
    "pelvis": "pelvi, bladder, prostat, uter, ovar, testic, scrot, becken, bassin, blase, unterbauch, harnblase",
    "hip": "hip., hips., huft, hanche, cadera",
    "thigh": "femur, thigh, oberschenk, cuisse, muslo",
    "knee": "knee, patell, knie, genou, rodilla",
    "leg": "tibia, fibula, calf., lower leg, leg., legs., unterschenk, jambe, pierna, lowerleg",
    "ankle": "ankle, osg., sprunggelenk, cheville, tobillo",
    "foot": "foot., feet., toe., toes., calcan, heel, fuss, zeh, vorfuss, pied., orteil, pie., forefoot",
    "shoulder": "shoulder, clavic, scapul, schulter, epaule, hombro, ac joint",
    "upper arm": "humer, upper arm, oberarm, bras., brazo",
    "elbow": "elbow, ellbogen, ellenbogen, coude, codo.",
    "forearm": "forearm, radius, ulna., unterarm, avant bras",
    "wrist": "wrist, handgelenk, poignet, muneca, scaphoid",
    "hand": "hand., hands., finger, thumb, mittelhand, main., doigt, mano., dedo.",
    "whole body": "whole body, wholebody, ganzkorper, skull base to, corps entier, cuerpo entero, trauma scan,"
    " polytrauma, bodyscan, pet.",
}
# A region that another contains counts as the same place, one beside it as partly so.
CONTAINS: Mapping[str, frozenset[str]] = {
    "spine": frozenset({"cervical spine", "thoracic spine", "lumbar spine"}),
    "chest": frozenset({"heart"}),
    "whole body": frozenset(
        {
            *("head", "neck", "chest", "heart", "abdomen", "pelvis", "hip"),
            *("spine", "cervical spine", "thoracic spine", "lumbar spine"),
        }
    ),
}
BESIDE = frozenset(
    frozenset(pair.split(" | "))
    for pair in (
        *("head | face", "head | neck", "face | neck", "neck | cervical spine"),
        *("neck | chest", "head | cervical spine", "chest | thoracic spine", "chest | breast"),
        *("chest | abdomen", "chest | shoulder", "abdomen | pelvis", "abdomen | lumbar spine"),
        *("pelvis | hip", "pelvis | lumbar spine", "hip | thigh", "thigh | knee", "knee | leg"),
        *("leg | ankle", "ankle | foot", "shoulder | upper arm", "upper arm | elbow"),
        *("elbow | forearm", "forearm | wrist", "wrist | hand"),
        *("cervical spine | thoracic spine", "thoracic spine | lumbar spine"),
    )
)
_BEGINS = {
    region: tuple(" " + word.strip().replace(".", " ") for word in words.split(","))
    for region, words in WORDS.items()
}
# “Thoracic” and “sacral” are of the spine where the spine is named with them.
_SPINE_BY = {" thora": "thoracic spine", " dorsal": "thoracic spine"}


@lru_cache(maxsize=4096)
def regions(body_part: str, description: str) -> frozenset[str]:
    """Every region that the Body Part Examined (0018,0015) or the description names; empty where neither does."""
    words = spaced(body_part) + " " + spaced(description) + " "
    found = {
        region for region, begins in _BEGINS.items() if any(says(words, begin) for begin in begins)
    }
    if "spine" in found:
        named = {region for begin, region in _SPINE_BY.items() if says(words, begin)}
        found = (found - {"chest"} | named) if named else found
    levels = found & CONTAINS["spine"]
    return frozenset(found - {"spine"} if levels else found)


def closeness(one: frozenset[str], other: frozenset[str]) -> float:
    """1 where a region of one is, contains or is part of one of the other, 0.4 where they lie beside, else 0."""
    pairs = [(a, b) for a in one for b in other]
    if any(a == b or b in CONTAINS.get(a, ()) or a in CONTAINS.get(b, ()) for a, b in pairs):
        return 1.0
    return 0.4 if any(frozenset((a, b)) in BESIDE for a, b in pairs) else 0.0
