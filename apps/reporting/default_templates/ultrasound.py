"""Shipped templates of ultrasound; which region was examined is mostly said in words alone. Pure data."""

from apps.reporting.default_templates.template import DefaultTemplate, normally

ULTRASOUND = (
    DefaultTemplate(
        "Ultrasound abdomen",
        "US",
        "",
        {
            "technique": "Real-time greyscale and colour Doppler ultrasound of the abdomen.",
            "findings": (
                "Liver: Normal size and echotexture. No focal lesion.\n"
                "Gallbladder and bile ducts: No stones, wall thickening or ductal dilatation.\n"
                "Pancreas and spleen: Visualised portions are unremarkable.\n"
                "Kidneys: Normal size and echogenicity. No hydronephrosis or calculus.\n"
                "Aorta: Normal calibre.\n"
                "Free fluid: None."
            ),
            "impression": normally("Normal ultrasound of the abdomen."),
        },
        procedure_words=(
            "abdom",
            "ruq",
            "right upper quadrant",
            "oberbauch",
        ),
    ),
    DefaultTemplate(
        "Ultrasound thyroid",
        "US",
        "",
        {
            "technique": "High-frequency ultrasound of the thyroid and neck.",
            "findings": (
                "Right lobe: Normal size and echotexture. No nodule.\n"
                "Left lobe: Normal size and echotexture. No nodule.\n"
                "Isthmus: Not thickened.\n"
                "Lymph nodes: None of abnormal shape or size."
            ),
            "impression": normally("Normal ultrasound of the thyroid."),
        },
        procedure_words=(
            "thyroid",
            "schilddruse",
            "tiroid",
            "thyroide",
        ),
    ),
    DefaultTemplate(
        "Ultrasound leg veins",
        "US",
        "",
        {
            "technique": "Compression and colour Doppler ultrasound of the leg veins.",
            "findings": (
                "Common femoral vein: Compressible, with normal flow.\n"
                "Femoral vein: Compressible, with normal flow.\n"
                "Popliteal vein: Compressible, with normal flow.\n"
                "Calf veins: Compressible where seen.\n"
                "Soft tissues: No popliteal cyst or collection."
            ),
            "impression": normally("No deep vein thrombosis in the examined leg."),
        },
        procedure_words=(
            "dvt",
            "deep vein",
            "leg vein",
            "lower extremity ven",
            "venous doppler leg",
            "beinvenen",
        ),
    ),
    DefaultTemplate(
        "Echocardiography",
        "US",
        "",
        {
            "technique": "Transthoracic echocardiography; views as recorded at the site.",
            "findings": (
                "Left ventricle: Normal size and wall thickness. Systolic function is normal. "
                "No regional wall motion abnormality.\n"
                "Right ventricle: Normal size and function.\n"
                "Atria: Not dilated.\n"
                "Valves: No significant stenosis or regurgitation.\n"
                "Pericardium: No effusion.\n"
                "Aortic root: Normal calibre."
            ),
            "impression": normally("Normal transthoracic echocardiogram."),
        },
        procedure_words=(
            "echocardio",
            "echo tte",
            "tte",
            "transthoracic echo",
            "cardiac ultrasound",
            "heart ultrasound",
        ),
    ),
    DefaultTemplate(
        "Ultrasound",
        "US",
        "",
        {
            "technique": "Real-time greyscale and colour Doppler ultrasound.",
        },
    ),
)
