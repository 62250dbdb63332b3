"""Templates as other systems exchange them: IHE RAD Management of Radiology Report Templates (MRRT), HTML5.

Pure: no Django. Nothing of a file is executed, fetched or resolved.
"""

from apps.reporting.mrrt.losses import Loss
from apps.reporting.mrrt.reading import ImportedTemplate, read_template
from apps.reporting.mrrt.tree import MOST_CHARACTERS, UnreadableTemplate
from apps.reporting.mrrt.validation import Fault, faults
from apps.reporting.mrrt.writing import MEDIA_TYPE, with_required_terms, write_template

__all__ = [
    "MEDIA_TYPE",
    "MOST_CHARACTERS",
    "Fault",
    "ImportedTemplate",
    "Loss",
    "UnreadableTemplate",
    "faults",
    "read_template",
    "with_required_terms",
    "write_template",
]
