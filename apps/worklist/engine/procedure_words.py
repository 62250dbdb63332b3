"""The tables behind procedure groups: body parts, and how people begin the words for them.

Words are folded (no accents, small letters) and stand for every word that begins with them, unless
a full stop follows: English, German, French and Spanish.
"""

from collections.abc import Mapping


def _begins(text: str) -> tuple[str, ...]:
    """Comma-separated beginnings as :func:`text.spaced` makes them; a full stop asks for the whole word."""
    return tuple(" " + one.strip().replace(".", " ") for one in text.split(","))


DEFINITE: Mapping[str, tuple[str, ...]] = {
    "cardiac": _begins(
        "cardia, coronar, heart, calcium score, tavi., tavr., echocardio, kardio, herz, koronar,"
        " coeur, coro scanner, coroscan, corazon, ecocardio"
    ),
    "breast": _begins(
        "mammo, breast, brust mr, mamma., mammae., sein., seins., mamograf, mama., mamas."
    ),
    "nuclear": _begins(
        "pet., scintigr, szintigr, gammagraf, spect., bone scan, nuclear, tep., centellogra"
    ),
}

VESSELS: Mapping[str, tuple[str, ...]] = {
    "vascular": _begins(
        "angio, cta., mra., aort, arter, venous, vein, venogra, phlebo, doppler leg, dvt., tvt., tvp.,"
        " runoff, run off, fistula av, dialysis access, duplex, gefass, vene., veine., veineux,"
        " vena., venas., venoso, doppler venos, doppler arter, doppler vein, shunt dialys"
    ),
}

LIKELY: Mapping[str, tuple[str, ...]] = {
    "neuro": _begins(
        "brain, head, skull, neuro, stroke, orbit, pituit, sella, sinus, face., facial, temporal, petrous,"
        " iac., ear., neck, carotid, cerebr, crani, schadel, kopf, hirn, gehirn, hals, felsenbein,"
        " nnh., gesicht, karotis, tete, crane, cerveau, cerebral, encephal, cou., rocher, massif facial,"
        " cabeza, craneo, cuello, encefal, silla turca, oido, circle of willis, tof."
    ),
    "spine": _begins(
        "spine, spinal, cspine, tspine, lspine, c spine, t spine, l spine, lumbar, cervical,"
        " thoracic spine, dorsal spine, vertebr, sacrum, sacral, coccy, myelo, wirbel, hws., bws., lws.,"
        " lws mrt, lumbal, rachis, lombaire, colonne, dorsolomb, columna, raquis, lumbosac, sacro"
    ),
    "chest": _begins(
        "chest, thora, lung, pulmon, rib., ribs., sternum, mediast, cxr., hrct., embol, ctpa., lunge,"
        " rippe, poumon, cote., cotes., gril costal, torax, costilla, parrilla, esternon"
    ),
    "abdomen": _begins(
        "abdo, liver, hepat, gallb, biliar, bile., mrcp., pancrea, kidney, renal,"
        " urogra, urin, kub., bladder, ureter, bowel, colon, append, enterogra, prostat, uter, ovar,"
        " testic, scrot, obstetr, fetal, spleen, stomach, barium, defeco, oberbauch, unterbauch,"
        " bauch, leber, galle, pankrea, niere, blase, harn, milz, magen, darm, hoden, geburts,"
        " foie, rein., reins., vessie, vesic, estomac, higado, vejiga, rinon,"
        " rinones, bazo, estomago, tap., urotac, uroscan"
    ),
    "pelvis": _begins("pelvis, pelvic, becken, bassin, pelvien"),
    "msk": _begins(
        "knee, shoulder, hip., hips., ankle, foot., feet., toe., hand, wrist, finger, thumb, elbow, femur,"
        " tibia, fibula, humer, radius, ulna., forearm, clavic, scapul, patell, calcan, bone., joint.,"
        " skelet, fractur, extremit, musculo, leg., legs., arm., arms., thigh, calf., knie, schulter, huft,"
        " sprunggelenk, osg., fuss, zeh, handgelenk, ellbogen, ellenbogen, oberschenk, unterschenk,"
        " oberarm, unterarm, knochen, gelenk, mittelhand, mittelfuss, vorfuss, genou, epaule, hanche,"
        " cheville, pied., orteil, main., poignet, doigt, coude, jambe, bras., cuisse, rodilla, hombro,"
        " cadera, tobillo, pie., mano., muneca, dedo., codo., pierna, brazo, muslo, hueso"
    ),
    "vascular": _begins("vascular, angiogra, aort, artery, vein, gefass, vaisseau, vasos"),
}

_PARTS: Mapping[str, str] = {
    "neuro": "ANTERIORCARANDPOSTCEREBRAL BRAIN BRAINSTEM CEREBELLUM CEREBRALA CAROTID CCA ICA ECA CIRCLEOFWILLIS"
    " EAR IAC INNEREAR EYE ORBIT FACE HEAD HEADNECK HEADANDNECK JAW MANDIBLE MAXILLA LARYNX NECK NOSE"
    " OPTICCANAL PAROTID PITUITARY SELLA PNS PARANASALSINUS SINUS SINUSES SKULL SKULLBASE TEMPORALBONE TMJ"
    " TONGUE THYROID NASOPHARYNX OROPHARYNX PHARYNX SALIVARYGLAND VERTEBRALA ZYGOMA MASTOID SCHAEDEL SCHADEL",
    "spine": "CSPINE TSPINE LSPINE SSPINE SPINE CTSPINE TLSPINE LSSPINE COCCYX SACRUM SPINALCORD WHOLESPINE"
    " SIJOINT SACROILIACJOINT",
    "chest": "CHEST THORAX LUNG LUNGS BRONCHUS TRACHEA MEDIASTINUM RIB RIBS STERNUM HILUM DIAPHRAGM"
    " CHESTABDOMEN CHESTABDPELVIS CHESTABDOMENPELVIS",
    "abdomen": "ABDOMEN ABDOMENPELVIS ABDPELVIS ADRENAL ANUS APPENDIX BILEDUCT BLADDER COLON DUODENUM ESOPHAGUS"
    " GALLBLADDER ILEUM JEJUNUM KIDNEY LARGEINTESTINE LIVER OVARY PANCREAS PENIS PROSTATE RECTUM"
    " RENAL RETROPERITONEUM SCROTUM SMALLINTESTINE SPLEEN STOMACH TESTIS URETER URETHRA URINARYTRACT UTERUS"
    " UTEROPLACENTAL FETUS VAGINA LIVERANDSPLEEN BOWEL",
    "pelvis": "PELVIS BECKEN",
    "msk": "ACJOINT ANKLE ARM CALCANEUS CALF CLAVICLE ELBOW EXTREMITY FEMUR FIBULA FINGER FOOT FOREARM HAND HIP"
    " HUMERUS KNEE LEG LOWEREXTREMITY LOWERLEG LOWERLIMB PATELLA RADIUS RADIUSULNA SCAPULA SHOULDER"
    " SCJOINT SKELETON TARSUS THIGH THUMB TIBIA TIBIAFIBULA TOE ULNA UPPERARM UPPEREXTREMITY UPPERLIMB WRIST"
    " ZEHE MUSCLE WHOLEBODYSKELETON",
    "breast": "BREAST MAMMA NIPPLE",
    "cardiac": "HEART CARDIAC CORONARYARTERY CORONARY ATRIUM VENTRICLE PERICARDIUM",
    "vascular": "AORTA AORTICARCH ABDOMINALAORTA THORACICAORTA ARTERY BRACHIALA FEMORALA ILIACA POPLITEALA PVA"
    " RENALA SUBCLAVIANA VEIN FEMORALV IVC SVC SAPHENOUSV VASCULAR PERIPHERAL PERIPHERALVASCULAR",
}

BODY_PARTS: Mapping[str, str] = {
    term.lower(): group for group, terms in _PARTS.items() for term in terms.split()
}
