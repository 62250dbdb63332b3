"""Shipped templates of plain radiography. Pure data."""

from apps.reporting.default_templates.template import DefaultTemplate, normally

RADIOGRAPHY = (
    DefaultTemplate(
        "Chest radiograph",
        "CR",
        "CHEST",
        {
            "technique": "Radiograph of the chest.",
            "findings": (
                "Lines and devices: None.\n"
                "Lungs: Clear. No focal consolidation.\n"
                "Pleura: No effusion or pneumothorax.\n"
                "Cardiomediastinal silhouette: Normal in size and contour.\n"
                "Bones: No acute osseous abnormality."
            ),
            "impression": normally("No acute cardiopulmonary abnormality."),
        },
    ),
    DefaultTemplate(
        "Digital chest radiograph",
        "DX",
        "CHEST",
        {
            "technique": "Digital radiograph of the chest.",
            "findings": (
                "Lines and devices: None.\n"
                "Lungs: Clear. No focal consolidation.\n"
                "Pleura: No effusion or pneumothorax.\n"
                "Cardiomediastinal silhouette: Normal in size and contour.\n"
                "Bones: No acute osseous abnormality."
            ),
            "impression": normally("No acute cardiopulmonary abnormality."),
        },
    ),
    DefaultTemplate(
        "Radiograph",
        "CR",
        "",
        {
            "technique": "Radiographs as listed.",
            "findings": (
                "Bones: No acute fracture or dislocation. Bone density is normal for age.\n"
                "Joints: Joint spaces are preserved. No effusion.\n"
                "Soft tissues: Unremarkable. No radiopaque foreign body."
            ),
            "impression": normally("No acute osseous abnormality."),
        },
    ),
    DefaultTemplate(
        "Digital radiograph",
        "DX",
        "",
        {
            "technique": "Digital radiographs as listed.",
            "findings": (
                "Bones: No acute fracture or dislocation. Bone density is normal for age.\n"
                "Joints: Joint spaces are preserved. No effusion.\n"
                "Soft tissues: Unremarkable. No radiopaque foreign body."
            ),
            "impression": normally("No acute osseous abnormality."),
        },
    ),
    DefaultTemplate(
        "Abdominal radiograph",
        "CR",
        "ABDOMEN",
        {
            "technique": "Radiograph of the abdomen.",
            "findings": (
                "Bowel gas: Not distended. No sign of obstruction.\n"
                "Free gas: None seen on this projection.\n"
                "Calcifications: None over the urinary tract or gallbladder.\n"
                "Bones: No acute osseous abnormality."
            ),
            "impression": normally("No sign of bowel obstruction."),
        },
    ),
    DefaultTemplate(
        "Digital abdominal radiograph",
        "DX",
        "ABDOMEN",
        {
            "technique": "Digital radiograph of the abdomen.",
            "findings": (
                "Bowel gas: Not distended. No sign of obstruction.\n"
                "Free gas: None seen on this projection.\n"
                "Calcifications: None over the urinary tract or gallbladder.\n"
                "Bones: No acute osseous abnormality."
            ),
            "impression": normally("No sign of bowel obstruction."),
        },
    ),
)
