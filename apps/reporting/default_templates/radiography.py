"""Shipped templates of plain radiography. Pure data."""

from dataclasses import replace

from apps.reporting.default_templates.template import DefaultTemplate, normally

COMPUTED = (
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
)


def _digital(template: DefaultTemplate) -> DefaultTemplate:
    """The same for modality DX, which reads the same and is called otherwise."""
    name, technique = template.name, template.bodies["technique"]
    return replace(
        template,
        name=f"Digital {name[0].lower()}{name[1:]}",
        modality="DX",
        bodies={
            **template.bodies,
            "technique": f"Digital {technique[0].lower()}{technique[1:]}",
        },
    )


RADIOGRAPHY = (*COMPUTED, *map(_digital, COMPUTED))
