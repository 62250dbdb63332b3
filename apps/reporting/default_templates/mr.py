"""Shipped templates of magnetic resonance. Pure data."""

from apps.reporting.default_templates.template import DefaultTemplate, normally

MR = (
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
            "impression": normally(
                "No acute intracranial abnormality.", "Age-appropriate appearance of the brain."
            ),
        },
    ),
    DefaultTemplate(
        "MR lumbar spine",
        "MR",
        "LSPINE",
        {
            "technique": "Multiplanar, multisequence MR of the lumbar spine.",
            "findings": (
                "Alignment: Lordosis is preserved. No spondylolisthesis.\n"
                "Vertebrae: Normal height and marrow signal.\n"
                "Conus: Ends at a normal level, with normal signal.\n"
                "Discs: Normal height and signal. No herniation.\n"
                "Canal and foramina: No stenosis. Nerve roots are not compressed.\n"
                "Facet joints: Unremarkable.\n"
                "Paraspinal soft tissues: Unremarkable."
            ),
            "impression": normally("No disc herniation or nerve root compression."),
        },
    ),
    DefaultTemplate(
        "MR knee",
        "MR",
        "KNEE",
        {
            "technique": "Multiplanar, multisequence MR of the knee.",
            "findings": (
                "Menisci: Medial and lateral meniscus are intact.\n"
                "Cruciate ligaments: Intact.\n"
                "Collateral ligaments: Intact.\n"
                "Extensor mechanism: Quadriceps and patellar tendons are intact.\n"
                "Cartilage: No full-thickness defect.\n"
                "Bone: No fracture or marrow oedema.\n"
                "Joint: No effusion. No popliteal cyst."
            ),
            "impression": normally("No internal derangement of the knee."),
        },
    ),
)
