"""What the simulated sites send: procedures, and how long readers really take.

Minutes are of the size that practices report; the product's own estimates (``engine.work``) are another matter, and
readers are handed work by those.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Procedure:
    """One procedure: ``minutes`` it really takes on average, ``images`` it usually has, by whom it is read (``group``).

    ``emergency``, ``inpatient`` and ``outpatient`` say how often such patients get it, relative to other procedures.
    """

    text: str
    modality: str
    body_part: str
    group: str
    minutes: float
    images: int
    emergency: float = 0.0
    inpatient: float = 0.0
    outpatient: float = 0.0

    def frequency(self, patient_class: str) -> float:
        """How often patients of that class get it, relative to the other procedures."""
        if patient_class == "emergency":
            return self.emergency
        return self.inpatient if patient_class == "inpatient" else self.outpatient


CT_HEAD = Procedure("CT head", "CT", "HEAD", "neuro", 4.5, 160, 11, 6, 3)
CTA_HEAD_NECK = Procedure("CTA head and neck", "CT", "HEAD", "neuro", 8.0, 420, 1, 1, 1)
CT_CERVICAL_SPINE = Procedure("CT cervical spine", "CT", "CSPINE", "neuro", 5.0, 200, 3, 1, 1)
CT_CHEST = Procedure("CT chest", "CT", "CHEST", "chest", 6.5, 350, 1, 3, 5)
CT_ABDOMEN = Procedure("CT abdomen and pelvis", "CT", "ABDOMEN", "abdomen", 8.5, 450, 11, 6, 7)

PROCEDURES = (
    Procedure("Chest radiograph", "CR", "CHEST", "chest", 1.8, 2, 22, 46, 12),
    Procedure("Extremity radiograph", "DX", "EXTREMITY", "msk", 1.9, 3, 20, 6, 22),
    Procedure("Spine radiograph", "DX", "SPINE", "msk", 2.3, 3, 4, 2, 7),
    Procedure("Abdomen radiograph", "CR", "ABDOMEN", "abdomen", 1.8, 2, 4, 9, 2),
    Procedure("Hip and pelvis radiograph", "DX", "PELVIS", "msk", 2.1, 2, 4, 3, 3),
    CT_HEAD,
    CTA_HEAD_NECK,
    CT_CERVICAL_SPINE,
    CT_CHEST,
    CT_ABDOMEN,
    Procedure("CT pulmonary angiography", "CT", "CHEST", "chest", 7.5, 400, 5, 3, 0.5),
    Procedure("CTA aorta", "CT", "AORTA", "vascular", 10.0, 900, 0.7, 0.6, 0.6),
    Procedure("CT coronary angiography", "CT", "HEART", "cardiac", 13.0, 600, 0, 0.2, 0.8),
    Procedure("CT extremity", "CT", "EXTREMITY", "msk", 6.0, 300, 1, 0.5, 1),
    Procedure("Ultrasound abdomen", "US", "ABDOMEN", "abdomen", 4.5, 40, 5, 4, 6),
    Procedure("Ultrasound pelvis", "US", "PELVIS", "abdomen", 5.0, 40, 4, 1, 5),
    Procedure("Venous duplex", "US", "LEG", "vascular", 3.5, 50, 4, 4, 2),
    Procedure("Ultrasound thyroid", "US", "NECK", "neuro", 4.0, 30, 0, 0.2, 2.5),
    Procedure("MR brain", "MR", "HEAD", "neuro", 11.0, 400, 0.7, 3, 4),
    Procedure("MR spine", "MR", "SPINE", "neuro", 11.0, 350, 0.6, 1.5, 5),
    Procedure("MR knee", "MR", "KNEE", "msk", 9.0, 250, 0, 0.2, 6),
    Procedure("MR abdomen", "MR", "ABDOMEN", "abdomen", 14.0, 700, 0.1, 0.6, 1.5),
    Procedure("Screening mammogram", "MG", "BREAST", "breast", 3.5, 4, 0, 0, 8),
    Procedure("Diagnostic mammogram", "MG", "BREAST", "breast", 6.0, 6, 0, 0, 1.5),
    Procedure("Bone scintigraphy", "NM", "SKELETON", "nuclear", 6.0, 60, 0, 0.3, 1),
    Procedure("PET-CT", "PT", "WHOLEBODY", "nuclear", 16.0, 900, 0, 0.1, 0.8),
)

STROKE_STUDIES = (CT_HEAD, CTA_HEAD_NECK)
TRAUMA_STUDIES = (CT_HEAD, CT_CERVICAL_SPINE, CT_CHEST, CT_ABDOMEN)
