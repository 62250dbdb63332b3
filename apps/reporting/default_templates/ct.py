"""Shipped templates of computed tomography. Pure data."""

from apps.reporting.default_templates.template import DefaultTemplate, normally

CT = (
    DefaultTemplate(
        "CT head",
        "CT",
        "HEAD",
        {
            "technique": (
                "Axial CT of the head without intravenous contrast. "
                "Multiplanar reformats in brain and bone windows."
            ),
            "findings": (
                "Brain parenchyma: No acute intracranial haemorrhage. Grey-white differentiation is preserved. "
                "No mass effect or midline shift.\n"
                "Ventricles and extra-axial spaces: Normal in size and configuration for age. "
                "No extra-axial collection.\n"
                "Posterior fossa: Unremarkable. Basal cisterns are patent.\n"
                "Vessels: No hyperdense vessel.\n"
                "Skull and skull base: No fracture. Paranasal sinuses and mastoid air cells are clear.\n"
                "Orbits and soft tissues: Unremarkable."
            ),
            "impression": normally("No acute intracranial abnormality."),
        },
    ),
    DefaultTemplate(
        "CT chest",
        "CT",
        "CHEST",
        {
            "technique": "Helical CT of the chest. Reformats in lung, soft-tissue and bone windows.",
            "findings": (
                "Lungs: No consolidation, suspicious nodule or mass. Central airways are patent.\n"
                "Pleura: No effusion or pneumothorax.\n"
                "Heart and pericardium: Normal heart size. No pericardial effusion.\n"
                "Mediastinum and hila: No enlarged lymph nodes.\n"
                "Great vessels: Thoracic aorta and pulmonary trunk are normal in calibre.\n"
                "Upper abdomen: Imaged portions are unremarkable.\n"
                "Bones and chest wall: No aggressive osseous lesion."
            ),
            "impression": normally("No acute cardiopulmonary abnormality."),
        },
    ),
    DefaultTemplate(
        "CT pulmonary angiogram",
        "CT",
        "",
        {
            "technique": "CT of the chest with intravenous contrast in the pulmonary arterial phase.",
            "findings": (
                "Pulmonary arteries: Well opacified. No filling defect to the level of the segmental arteries.\n"
                "Right heart: No sign of strain. Pulmonary trunk is normal in calibre.\n"
                "Lungs: No consolidation, infarct, suspicious nodule or mass. Central airways are patent.\n"
                "Pleura: No effusion or pneumothorax.\n"
                "Heart and pericardium: Normal heart size. No pericardial effusion.\n"
                "Mediastinum and hila: No enlarged lymph nodes. Thoracic aorta is normal in calibre.\n"
                "Upper abdomen: Imaged portions are unremarkable.\n"
                "Bones and chest wall: No aggressive osseous lesion."
            ),
            "impression": normally("No pulmonary embolism."),
        },
        procedure_words=(
            "pulmonary angio",
            "ctpa",
            "pulmonary embol",
            "angio pulmon",
            "lungenembolie",
        ),
    ),
    DefaultTemplate(
        "CT abdomen and pelvis",
        "CT",
        "",
        {
            "technique": "CT of the abdomen and pelvis. Phase and contrast agent as recorded at the site.",
            "findings": (
                "Lung bases: Clear.\n"
                "Liver: Normal size and attenuation. No focal lesion.\n"
                "Gallbladder and bile ducts: No calcified stone, wall thickening or ductal dilatation.\n"
                "Pancreas and spleen: Unremarkable.\n"
                "Adrenals and kidneys: No mass. No hydronephrosis or calculus.\n"
                "Bowel and appendix: No obstruction or wall thickening. Appendix is normal where seen.\n"
                "Bladder and pelvic organs: Unremarkable.\n"
                "Peritoneum and nodes: No free fluid or free gas. No enlarged lymph nodes.\n"
                "Vessels: Abdominal aorta is normal in calibre.\n"
                "Bones and soft tissues: No acute fracture or aggressive lesion."
            ),
            "impression": normally("No acute abnormality of the abdomen or pelvis."),
        },
        procedure_words=(
            "abdom",
            "ctap",
            "ct kub",
        ),
    ),
    DefaultTemplate(
        "CT chest, abdomen and pelvis",
        "CT",
        "",
        {
            "technique": "CT of the chest, abdomen and pelvis. Phase and contrast agent as recorded at the site.",
            "findings": (
                "Lungs and airways: No consolidation, contusion, suspicious nodule or mass.\n"
                "Pleura: No effusion or pneumothorax.\n"
                "Heart and great vessels: No pericardial effusion. Aorta is normal in calibre and contour.\n"
                "Mediastinum and hila: No haematoma or enlarged lymph nodes.\n"
                "Liver, gallbladder and bile ducts: No focal lesion or laceration. No ductal dilatation.\n"
                "Pancreas and spleen: Unremarkable.\n"
                "Adrenals and kidneys: No mass, laceration, hydronephrosis or calculus.\n"
                "Bowel and mesentery: No obstruction or wall thickening.\n"
                "Bladder and pelvic organs: Unremarkable.\n"
                "Peritoneum and nodes: No free fluid or free gas. No enlarged lymph nodes.\n"
                "Bones and soft tissues: No acute fracture or aggressive lesion."
            ),
            "impression": normally("No acute abnormality of the chest, abdomen or pelvis."),
        },
        procedure_words=(
            "chest abdom",
            "thorax abdom",
            "chest abdomen pelvis",
            "thorax abdomen pelvis",
        ),
    ),
    DefaultTemplate(
        "CT cervical spine",
        "CT",
        "CSPINE",
        {
            "technique": "CT of the cervical spine. Multiplanar reformats in bone and soft-tissue windows.",
            "findings": (
                "Alignment: Preserved. Craniocervical and atlantoaxial relations are normal.\n"
                "Vertebrae: No acute fracture. Vertebral body heights are preserved.\n"
                "Discs and canal: No large disc herniation or high-grade canal stenosis.\n"
                "Prevertebral soft tissues: Not thickened.\n"
                "Lung apices: Clear where imaged."
            ),
            "impression": normally("No acute fracture or malalignment of the cervical spine."),
        },
    ),
)
