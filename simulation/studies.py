"""From a plan to its DICOM files."""

import io
from collections.abc import Callable, Iterator

from pydicom.dataset import FileDataset

from simulation.headers import StudyContext
from simulation.phantoms.cr_chest import make_cr_chest
from simulation.phantoms.ct_chest import make_ct_chest
from simulation.phantoms.ct_head import make_ct_head
from simulation.phantoms.mr_brain import make_mr_brain
from simulation.phantoms.samples import sample_file
from simulation.phantoms.us_heart import make_us_heart
from simulation.phantoms.xa_coronary import make_xa_coronary
from simulation.plans import Kind

_GENERATORS: dict[Kind, Callable[[StudyContext], Iterator[FileDataset]]] = {
    "ct_chest": make_ct_chest,
    "ct_head": make_ct_head,
    "mr_brain": make_mr_brain,
    "cr_chest": make_cr_chest,
    "us_heart": make_us_heart,
    "xa_coronary": make_xa_coronary,
}


def make_datasets(context: StudyContext) -> Iterator[FileDataset]:
    """The instances of a generated study, in the order a modality would send them."""
    return _GENERATORS[context.plan.kind](context)


def make_files(context: StudyContext) -> Iterator[bytes]:
    """The study's instances as DICOM files (PS3.10)."""
    if context.plan.kind == "sample":
        for name in context.plan.samples:
            yield sample_file(name)
        return
    for dataset in make_datasets(context):
        buffer = io.BytesIO()
        dataset.save_as(buffer, enforce_file_format=True)
        yield buffer.getvalue()
