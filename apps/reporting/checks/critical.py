"""Findings that somebody must be told of at once, and whether the report says that somebody was."""

import re
from collections.abc import Iterator
from itertools import islice

from apps.reporting.checks.facts import SECTIONS, Result
from apps.reporting.checks.report import ReportText, result
from apps.reporting.checks.scope import scope_of
from apps.reporting.checks.text import SectionText

CODE = "uncommunicated_critical"
# So many are looked at in a section; a report names a handful.
MOST = 200
_BLEED = r"(?:h(?:a)?emorrh?ages?|h(?:a)?ematomas?|bleed(?:ing)?)"
CRITICAL = re.compile(
    r"\b(?:tension (?:hydro)?pneumothora(?:x|ces)|(?:large|moderate|massive)(?: to large)?(?: (?:left|right)(?:-sided)?)?(?: apical)? pneumothora(?:x|ces)"
    r"|(?:acute )?(?:type [ab] )?(?:thoracic |aortic |abdominal ){0,3}aortic dissections?|stanford type [ab](?: aortic)? dissection|dissection of the (?:\w+ ){0,2}aorta"
    r"|(?:ruptured|rupture of|leaking|contained rupture)(?: \w+){0,4} (?:aort\w+|aneurysm|aaa)|aortic (?:rupture|transection|injury)"
    r"|(?:pulmonary (?:artery )?|saddle |central |massive |submassive ){1,4}(?:embol(?:ism|isms|us|i)|thromboembol\w+|pe)\b|acute (?:\w+ ){0,2}pe\b"
    r"|filling defects? (?:\w+ ){0,6}pulmonary arter\w+"
    rf"|(?:acute )?(?:intracranial|subdural|epidural|extradural|subarachnoid|intraparenchymal|parenchymal|intracerebral|intraventricular|cerebellar|pontine|retroperitoneal) {_BLEED}"
    r"|h(?:a)?emorrhagic (?:stroke|contusion\w*)|(?:uncal|transtentorial|tonsillar|subfalcine|brain|cerebral) herniation"
    r"|acute (?:\w+ ){0,4}(?:infarct(?:ion|s)?|stroke|isch(?:a)?emic stroke)|large[- ]vessel occlusion|lvo"
    r"|(?:occlusion of the|acute) (?:\w+ ){0,3}(?:m1|m2|mca|basilar|ica)(?: \w+)?(?: occlusion)?|(?:m1|mca|basilar|ica)(?: segment| artery| terminus)? occlusion"
    r"|pneumoperitoneum|free (?:intraperitoneal |subdiaphragmatic |peritoneal |abdominal )?(?:air|gas)|(?:bowel|gastric|duodenal|colonic|visc(?:us|eral)|intestinal|esophageal) perforation|perforated (?:\w+ )?(?:viscus|ulcer|appendi\w+|divertic\w+|bowel|colon)"
    r"|ectopic (?:pregnancy|gestation)|(?:testicular|ovarian|adnexal) torsion|torsion of the (?:\w+ )?(?:testis|testicle|ovary)"
    r"|(?:spinal )?cord compression|cauda equina (?:syndrome|compression)|(?:epidural|spinal) abscess"
    r"|(?:mesenteric|bowel) isch(?:a)?emia|isch(?:a)?emic bowel|portal venous gas|pneumatosis|(?:midgut|cecal|sigmoid|gastric)? ?volvulus|closed[- ]loop (?:small )?(?:bowel )?obstruction"
    r"|active (?:contrast )?(?:extravasation|bleeding|h(?:a)?emorrhage)|necroti[sz]ing fasciitis|cardiac tamponade|tamponade"
    r"|(?:right|left)?[- ]?(?:mainstem|main stem|main bronchus|endobronchial) (?:bronchus )?intubation|esophageal intubation"
    r"|(?:tube|catheter|tip)(?: tip)?(?: \w+){0,5} (?:in|within|into) the (?:right |left )?(?:main(?:stem)? bronchus|mainstem|esophagus|lower lobe bronchus|bronchus)"
    r"|(?:malpositioned|misplaced|malposition of the) (?:\w+ ){0,3}(?:tube|catheter|line)"
    r"|(?:placental abruption|f(?:o)?etal demise|intrauterine f(?:o)?etal death|no f(?:o)?etal (?:cardiac activity|heart))"
    r"|unstable (?:\w+ ){0,3}(?:fracture|spine)|(?:splenic|liver|hepatic|renal) laceration|venous sinus thrombosis|epiglottitis|septic embol\w+"
    r"|spannungspneumothorax|aortendissektion|lungenembolie|hirnblutung|embolie pulmonaire|dissection aortique|embolia pulmonar)\b"
)
_WHO = (
    r"(?:dr\b|doctor|physician|clinician|team|provider|nurse|rn\b|surgeon|resident|registrar|consultant|emergency|referr\w+|ordering"
    r"|md\b|pa\b|np\b|attending|on-?call|phone|telephone|in person|arzt|medecin|medico|ward|icu|ed\b|department|staff|intensivist|specialist|neurosurg\w+|practitioner|midwife|intern\b|fellow|service|mr\b|mrs\b|ms\b|secure message|hospitalist|dr\.)"
)
_TOLD = re.compile(
    r"\b(?:(?:discuss|communicat|convey|relay|telephon|phon|notif|inform|pag|alert|contact|call|report|acknowledg|transmitt|deliver|advis|review)(?:ed|ied)(?! (?:above|below|by patient|by the patient|history))"
    r"|spoke(?:n)?|told|made aware|(?:is|was|were|are) aware|read[- ]?back|handed over|verbal(?:ly)?|critical (?:result|finding|value|communication)|telefonisch|mitgeteilt|communique|comunicado)\b"
)
_NOT_TOLD = re.compile(
    r"\b(?:will be|to be|should be|must be|recommend\w*|please|unsuccessful\w*|could not|unable|not (?:yet )?(?:been )?(?:communicated|discussed|reached|notified|informed)"
    r"|not yet|pending|attempt(?:ed|s)? to|left (?:a )?(?:message|voicemail)|awaiting)\b"
)
_OWN_WORDS = re.compile(
    r"\b(?:critical (?:result|finding|value)s? (?:was|were|has been|have been)? ?(?:communicated|called|discussed|notified|relayed|reported|conveyed)"
    r"|(?:findings?|results?) (?:was|were|has been|have been) (?:immediately |urgently |verbally |promptly |directly ){0,3}(?:communicated|called|discussed|relayed|conveyed|telephoned|phoned|notified)|read[- ]?back)"
)


def uncommunicated_critical(report: ReportText) -> Iterator[Result]:
    """At most one result: the first critical finding of the impression, else of the findings."""
    if report.facts.critical_recorded or any(
        _says_told(report.sections[name]) for name in SECTIONS
    ):
        return
    for section in (report.impression, report.findings):
        for found in islice(CRITICAL.finditer(section.text), MOST):
            if _is_news(section, found):
                said = section.original[found.start() : found.end()]
                yield result(
                    CODE,
                    section,
                    found.start(),
                    found.end(),
                    f"“{said}” is a critical finding, but neither the text nor a record says who was told.",
                )
                return


def _is_news(section: SectionText, found: re.Match[str]) -> bool:
    sentence = section.sentence_at(found.start())
    begin = max(sentence.start, found.start() - 300)
    words = section.text[begin : min(sentence.end, found.end() + 200)]
    scope = scope_of(words, found.start() - begin, found.end() - begin)
    around = scope.before[-60:] + found.group() + scope.after[:60]
    acute = "acute" in around and "no acute" not in around
    return scope.asserted and not scope.past and (acute or not scope.steady)


def _says_told(section: SectionText) -> bool:
    for sentence in section.sentences:
        words = section.words_of(sentence)[:600]
        if _NOT_TOLD.search(words):
            continue
        if _OWN_WORDS.search(words) or (_TOLD.search(words) and re.search(rf"\b{_WHO}", words)):
            return True
    return False
