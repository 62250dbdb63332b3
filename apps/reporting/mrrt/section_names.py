"""Which of our sections a template's section is, by its name or its LOINC code. Pure data and one look-up."""

from apps.worklist.engine.text import folded

# Names as templates in English, German, French and Spanish have them; a name that only begins so is meant too.
NAMES = {
    "indication": (
        "indication, clinical information, clinical history, history, reason for, clinical question,"
        " klinische angaben, klinische information, fragestellung, indikation, anamnese,"
        " renseignements cliniques, contexte clinique, informacion clinica, indicacion, motivo"
    ),
    "technique": (
        "technique, procedure, protocol, imaging procedure, examination technique, technik,"
        " untersuchungstechnik, protocole, tecnica, procedimiento, contrast"
    ),
    "comparison": (
        "comparison, prior, previous, vergleich, voraufnahmen, voruntersuchung, comparaison,"
        " anterieur, comparacion, estudios previos"
    ),
    "findings": "finding, observation, befund, resultat, resultado, hallazgo, description",
    "impression": (
        "impression, conclusion, summary, opinion, assessment, beurteilung, zusammenfassung,"
        " synthese, impresion, diagnosis, diagnostic impression"
    ),
}
# LOINC document section codes.
LOINC = {
    "55752-0": "indication",
    "18785-6": "indication",
    "55111-9": "technique",
    "55115-0": "technique",
    "18834-2": "comparison",
    "59776-5": "findings",
    "18782-3": "findings",
    "19005-8": "impression",
    "55110-1": "impression",
}
_BEGINNINGS = [
    (beginning.strip(), code) for code, names in NAMES.items() for beginning in names.split(",")
]


def section_code(name: str, loinc: str = "") -> str | None:
    """The code of one of our sections; None where neither name nor LOINC code says which."""
    said = " ".join(folded(name).split())
    for beginning, code in _BEGINNINGS:
        if said.startswith(beginning):
            return code
    return LOINC.get(loinc)
