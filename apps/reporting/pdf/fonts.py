"""The fonts of a printed report: pinned packages under the SIL Open Font License, never the machine's own fonts."""

from functools import lru_cache
from importlib.resources import files

from typst import Fonts

PACKAGES = (
    "fontpkg_noto_sans",
    "fontpkg_ibm_plex_sans_arabic",
    "fontpkg_heebo",
    "fontpkg_noto_sans_devanagari",
    "fontpkg_noto_sans_thai",
    "cvttf_NotoSansCJK_Regular",
)

# Tried in this order for each character: Latin, Greek, Cyrillic; Arabic; Hebrew; Devanagari; Thai; Chinese, Japanese
# and Korean.
FAMILIES = (
    "Noto Sans",
    "IBM Plex Sans Arabic",
    "Heebo",
    "Noto Sans Devanagari",
    "Noto Sans Thai",
    "Noto Sans CJK TC",
)


@lru_cache(maxsize=1)
def report_fonts() -> Fonts:
    """The fonts, found once per process."""
    return Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(files(package)) for package in PACKAGES],
    )
