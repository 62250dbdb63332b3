"""The templates every practice starts with. Pure data."""

from dataclasses import dataclass
from uuid import UUID

from apps.reporting.content import SECTION_TITLES, Section
from apps.reporting.template_choice import TemplateLevel


@dataclass(frozen=True, slots=True)
class DefaultTemplate:
    """An empty ``modality`` or ``body_part`` (0018,0015) fits any; the practice's own, for everybody."""

    name: str
    modality: str
    body_part: str
    bodies: dict[str, str]
    level: str = TemplateLevel.TENANT
    site_id: UUID | None = None
    owner_id: UUID | None = None
    procedure_codes: tuple[str, ...] = ()
    procedure_words: tuple[str, ...] = ()
    sex: str = ""
    age_from: int | None = None
    age_to: int | None = None

    @property
    def sections(self) -> list[Section]:
        """Every section in reading order, empty where the template says nothing."""
        return [
            Section(code=code, title=title, body=self.bodies.get(code, ""))
            for code, title in SECTION_TITLES.items()
        ]


DEFAULT_TEMPLATES = (
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
            "impression": (
                "[Impression: No acute intracranial abnormality."
                "|No significant change from the earlier examination.]"
            ),
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
            "impression": (
                "[Impression: No acute cardiopulmonary abnormality."
                "|No significant change from the earlier examination.]"
            ),
        },
    ),
    DefaultTemplate(
        "MR brain",
        "MR",
        "BRAIN",
        {
            "technique": "Multiplanar, multisequence MR of the brain including diffusion-weighted imaging.",
            "findings": (
                "Diffusion: No restricted diffusion to suggest acute infarction.\n"
                "Parenchyma: Normal signal and morphology. No mass or mass effect.\n"
                "Susceptibility: No haemorrhage or abnormal mineralisation.\n"
                "Ventricles and extra-axial spaces: Normal for age. No collection.\n"
                "Midline structures: Pituitary, corpus callosum and craniocervical junction are unremarkable.\n"
                "Vessels: Major intracranial flow voids are preserved.\n"
                "Sinuses, mastoids and orbits: Unremarkable."
            ),
            "impression": (
                "[Impression: No acute intracranial abnormality."
                "|Age-appropriate appearance of the brain."
                "|No significant change from the earlier examination.]"
            ),
        },
    ),
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
            "impression": (
                "[Impression: No acute cardiopulmonary abnormality."
                "|No significant change from the earlier examination.]"
            ),
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
            "impression": (
                "[Impression: No acute cardiopulmonary abnormality."
                "|No significant change from the earlier examination.]"
            ),
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
            "impression": (
                "[Impression: No acute osseous abnormality."
                "|No significant change from the earlier examination.]"
            ),
        },
    ),
    DefaultTemplate(
        "Ultrasound",
        "US",
        "",
        {
            "technique": "Real-time greyscale and colour Doppler ultrasound.",
            "findings": (
                "Liver: Normal size and echotexture. No focal lesion.\n"
                "Gallbladder and bile ducts: No stones, wall thickening or ductal dilatation.\n"
                "Pancreas and spleen: Visualised portions are unremarkable.\n"
                "Kidneys: Normal size and echogenicity. No hydronephrosis or calculus.\n"
                "Aorta: Normal calibre.\n"
                "Free fluid: None."
            ),
            "impression": (
                "[Impression: Normal ultrasound examination."
                "|No significant change from the earlier examination.]"
            ),
        },
    ),
    DefaultTemplate(
        "Angiography",
        "XA",
        "",
        {
            "technique": (
                "X-ray angiography. Access, contrast agent and volume, and fluoroscopy time as recorded at the site."
            ),
            "findings": (
                "Access: No complication at the puncture site on the images provided.\n"
                "Vessels: Examined vessels are patent, with smooth contours.\n"
                "Stenosis: No haemodynamically significant stenosis.\n"
                "Aneurysm or malformation: None.\n"
                "Contrast extravasation: None."
            ),
            "impression": (
                "[Impression: No haemodynamically significant stenosis."
                "|No significant change from the earlier examination.]"
            ),
        },
    ),
    DefaultTemplate(
        "General",
        "",
        "",
        {"technique": "As acquired."},
    ),
)
