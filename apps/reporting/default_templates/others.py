"""Shipped templates of other modalities, and the one for everything else. Pure data."""

from apps.reporting.default_templates.template import DefaultTemplate, normally

OTHERS = (
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
            "impression": normally("No haemodynamically significant stenosis."),
        },
    ),
    DefaultTemplate(
        "Mammography",
        "MG",
        "",
        {
            "technique": "Mammography; views as recorded at the site.",
            "findings": (
                "Composition: [Composition: almost entirely fatty|scattered fibroglandular tissue"
                "|heterogeneously dense|extremely dense].\n"
                "Right breast: No suspicious mass, calcification or distortion.\n"
                "Left breast: No suspicious mass, calcification or distortion.\n"
                "Skin and nodes: Unremarkable where imaged."
            ),
            "impression": normally("No mammographic sign of malignancy."),
        },
    ),
    DefaultTemplate(
        "General",
        "",
        "",
        {"technique": "As acquired."},
    ),
)
