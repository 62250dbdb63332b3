"""The templates every practice starts with. Pure data.

A template says of an organ only what a study of its kind has looked at: where it is not known what was examined, the
findings are empty.
"""

from apps.reporting.default_templates.ct import CT
from apps.reporting.default_templates.mr import MR
from apps.reporting.default_templates.others import OTHERS
from apps.reporting.default_templates.radiography import RADIOGRAPHY
from apps.reporting.default_templates.template import DefaultTemplate
from apps.reporting.default_templates.ultrasound import ULTRASOUND

DEFAULT_TEMPLATES = (*CT, *MR, *RADIOGRAPHY, *ULTRASOUND, *OTHERS)

__all__ = ["DEFAULT_TEMPLATES", "DefaultTemplate"]
