"""What referrers ask of each procedure, by its text. Some of it the shipped rules know as what cannot wait."""

from collections.abc import Mapping

INDICATIONS: Mapping[str, tuple[str, ...]] = {
    "Chest radiograph": (
        "Cough, fever",
        "Shortness of breath",
        "Line position",
        "Preoperative",
        "Chest pain",
    ),
    "Extremity radiograph": ("Fall, pain, fracture?", "Swollen ankle", "Follow-up of fracture"),
    "Spine radiograph": ("Back pain", "Fracture?"),
    "Abdomen radiograph": ("Abdominal distension", "Constipation", "Tube position", "Free air?"),
    "Hip and pelvis radiograph": ("Fall, hip pain", "Hip replacement, follow-up"),
    "CT head": ("Fall, head injury", "Headache", "Confusion", "On anticoagulants, fell"),
    "CTA head and neck": ("Carotid stenosis?", "Vertigo, vertebral dissection?"),
    "CT cervical spine": ("Neck pain after a fall", "Motor vehicle collision"),
    "CT chest": ("Nodule follow-up", "Pneumonia not resolving", "Staging"),
    "CT abdomen and pelvis": (
        "Right lower quadrant pain, appendicitis?",
        "Abdominal pain",
        "Renal colic",
        "Staging",
        "Bowel obstruction?",
    ),
    "CT pulmonary angiography": (
        "Shortness of breath, D-dimer raised",
        "Chest pain, tachycardia",
        "Pulmonary embolism?",
    ),
    "CTA aorta": ("Aneurysm, follow-up", "Aortic dissection?"),
    "CT coronary angiography": ("Atypical chest pain", "Before valve surgery"),
    "CT extremity": ("Tibial plateau fracture", "Fracture, before surgery"),
    "Ultrasound abdomen": ("Right upper quadrant pain", "Liver enzymes raised", "Renal impairment"),
    "Ultrasound pelvis": ("Pelvic pain", "Bleeding", "Cyst, follow-up"),
    "Venous duplex": ("Leg swelling, DVT?", "Calf pain"),
    "Ultrasound thyroid": ("Nodule", "Goitre"),
    "MR brain": ("Seizure", "Headache, new", "Multiple sclerosis, follow-up"),
    "MR spine": ("Back pain with sciatica", "Neck pain, arm weakness"),
    "MR knee": ("Meniscus?", "Twisted knee", "Locking"),
    "MR abdomen": ("Liver lesion", "Bile duct stones?"),
    "Screening mammogram": ("Screening",),
    "Diagnostic mammogram": ("Palpable lump", "Recalled from screening"),
    "Bone scintigraphy": ("Metastases?", "Bone pain"),
    "PET-CT": ("Lymphoma, response", "Lung cancer, staging"),
}
