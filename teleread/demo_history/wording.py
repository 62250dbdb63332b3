"""What the demo's past reports say, where no shipped template is about the procedure: technique and normal findings."""

from collections.abc import Mapping

NOTHING_ACUTE = "No acute abnormality."
DEMONSTRATION = (
    "Demonstration report on an invented patient: there are no images, and nobody read any."
)

# Procedures whose shipped template is about exactly them.
FROM_TEMPLATE = frozenset(
    {"CT head", "CT chest", "MR brain", "Chest radiograph", "Ultrasound abdomen"}
)

WORDING: Mapping[str, tuple[str, str, str]] = {
    "CTA head and neck": (
        "CT angiography of the head and neck with intravenous contrast. Multiplanar and MIP reformats.",
        (
            "Aortic arch and great vessels: Normal origins.\n"
            "Carotid arteries: No stenosis, dissection or ulcerated plaque.\n"
            "Vertebrobasilar system: Patent, no dissection.\n"
            "Intracranial arteries: No large-vessel occlusion, stenosis or aneurysm.\n"
            "Brain and neck: No haemorrhage. Soft tissues are unremarkable."
        ),
        "No large-vessel occlusion, stenosis or dissection.",
    ),
    "CT cervical spine": (
        "Helical CT of the cervical spine without contrast. Reformats in bone and soft-tissue windows.",
        (
            "Alignment: Normal. Craniocervical junction is intact.\n"
            "Vertebrae: No fracture.\n"
            "Discs and canal: No high-grade canal stenosis.\n"
            "Prevertebral soft tissues: Not thickened."
        ),
        "No fracture or malalignment of the cervical spine.",
    ),
    "CT abdomen and pelvis": (
        "Helical CT of the abdomen and pelvis, portal venous phase.",
        (
            "Liver, gallbladder and bile ducts: Unremarkable.\n"
            "Pancreas, spleen and adrenals: Unremarkable.\n"
            "Kidneys and ureters: No hydronephrosis or calculus.\n"
            "Bowel: Normal calibre, no wall thickening. Appendix is normal.\n"
            "Vessels and nodes: Normal aorta. No enlarged lymph nodes.\n"
            "Peritoneum: No free fluid or free air.\n"
            "Bones: No aggressive lesion."
        ),
        "No acute abnormality of the abdomen or pelvis.",
    ),
    "CT pulmonary angiography": (
        "CT angiography of the pulmonary arteries with intravenous contrast.",
        (
            "Pulmonary arteries: Well opacified to the segmental level. No filling defect.\n"
            "Right heart: Not enlarged.\n"
            "Lungs and pleura: No consolidation, effusion or pneumothorax.\n"
            "Mediastinum: No enlarged lymph nodes. Aorta is normal in calibre."
        ),
        "No pulmonary embolism.",
    ),
    "CTA aorta": (
        "CT angiography of the thoracic and abdominal aorta, unenhanced and arterial phase.",
        (
            "Aorta: Normal in calibre. No dissection, intramural haematoma or penetrating ulcer.\n"
            "Branches: Coeliac, mesenteric, renal and iliac arteries are patent.\n"
            "Chest and abdomen: No acute abnormality."
        ),
        "No aneurysm or dissection.",
    ),
    "CT coronary angiography": (
        "ECG-gated CT angiography of the coronary arteries.",
        (
            "Left main, left anterior descending, circumflex and right coronary arteries: No plaque or stenosis.\n"
            "Chambers and valves: Normal in size. No thickening.\n"
            "Pericardium: No effusion."
        ),
        "No coronary artery stenosis.",
    ),
    "CT extremity": (
        "Helical CT without contrast. Reformats in bone windows.",
        "Bones: No fracture or destruction.\nJoints: Congruent. No effusion.\nSoft tissues: Unremarkable.",
        "No fracture.",
    ),
    "Extremity radiograph": (
        "Radiographs in two planes.",
        (
            "Bones: No acute fracture or dislocation.\n"
            "Joints: Joint spaces are preserved.\n"
            "Soft tissues: No radiopaque foreign body."
        ),
        "No acute fracture.",
    ),
    "Spine radiograph": (
        "Radiographs of the spine in two planes.",
        "Alignment: Normal.\nVertebrae: Heights are preserved. No fracture.\nDiscs: Heights are preserved.",
        "No acute osseous abnormality.",
    ),
    "Abdomen radiograph": (
        "Radiograph of the abdomen.",
        "Bowel: Gas pattern is not obstructed.\nFree air: None seen.\nCalcifications: None of concern.",
        "No obstruction and no free air.",
    ),
    "Hip and pelvis radiograph": (
        "Radiographs of the pelvis and hip.",
        "Bones: No fracture of the pelvis or proximal femur.\nJoints: Hips are congruent.",
        "No acute fracture.",
    ),
    "Ultrasound pelvis": (
        "Transabdominal ultrasound of the pelvis.",
        "Bladder: Unremarkable.\nPelvic organs: Normal in size and echotexture.\nFree fluid: None.",
        "Normal ultrasound of the pelvis.",
    ),
    "Venous duplex": (
        "Compression and duplex ultrasound of the deep veins of the leg.",
        (
            "Common femoral, femoral and popliteal veins: Fully compressible, with normal flow.\n"
            "Calf veins: No thrombus in the segments seen."
        ),
        "No deep vein thrombosis.",
    ),
    "Ultrasound thyroid": (
        "High-resolution ultrasound of the thyroid and neck.",
        "Thyroid: Normal in size and echotexture. No suspicious nodule.\nLymph nodes: Not enlarged.",
        "Normal thyroid.",
    ),
    "MR spine": (
        "Multiplanar, multisequence MR of the spine without contrast.",
        (
            "Alignment and marrow: Normal.\n"
            "Discs: No herniation.\n"
            "Canal and cord: No stenosis. Normal cord signal; conus at a normal level."
        ),
        "No disc herniation or cord compression.",
    ),
    "MR knee": (
        "Multiplanar, multisequence MR of the knee.",
        (
            "Menisci: Intact.\nCruciate and collateral ligaments: Intact.\n"
            "Cartilage and bone: No defect, no marrow oedema.\nJoint: No effusion."
        ),
        "No internal derangement.",
    ),
    "MR abdomen": (
        "Multiplanar MR of the abdomen with MRCP.",
        (
            "Liver: No focal lesion.\nBile ducts: Not dilated, no stones.\n"
            "Pancreas, spleen and kidneys: Unremarkable."
        ),
        "No focal hepatic lesion and no bile duct stone.",
    ),
    "Screening mammogram": (
        "Digital mammography of both breasts, CC and MLO views.",
        "No suspicious mass, calcification or architectural distortion.",
        "BI-RADS 1: negative.",
    ),
    "Diagnostic mammogram": (
        "Digital mammography with additional views.",
        "No suspicious mass, calcification or architectural distortion at the site of concern.",
        "BI-RADS 1: negative.",
    ),
    "Bone scintigraphy": (
        "Whole-body bone scintigraphy, late phase.",
        "Physiological distribution. No focal uptake suspicious for metastasis.",
        "No scintigraphic evidence of bone metastases.",
    ),
    "PET-CT": (
        "FDG PET-CT from skull base to thighs.",
        "Physiological distribution of the tracer. No hypermetabolic lesion.",
        "No hypermetabolic disease.",
    ),
}
