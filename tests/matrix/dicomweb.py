"""The rows of the matrix for what is read over DICOMweb."""

from io import BytesIO

import pydicom
from pydicom.uid import generate_uid

from tests.apps.archive.factories import ct_slice, store_bytes
from tests.factories import Practice
from tests.matrix.calls import EVERYBODY, Call, Endpoint

VIEWERS = EVERYBODY - {"billing", "transcriptionist"}


def _search(practice: Practice, role: str) -> Call:
    _stored(practice)
    return Call()


def _study(practice: Practice, role: str) -> Call:
    return Call({"study": _stored(practice)["study"]})


def _series(practice: Practice, role: str) -> Call:
    uids = _stored(practice)
    return Call({"study": uids["study"], "series": uids["series"]})


def _instance(practice: Practice, role: str) -> Call:
    return Call(dict(_stored(practice)))


def _frame(practice: Practice, role: str) -> Call:
    return Call({**_stored(practice), "number": 1})


def _frames(practice: Practice, role: str) -> Call:
    return Call({**_stored(practice), "numbers": "1"})


def _bulk_data(practice: Practice, role: str) -> Call:
    return Call({**_stored(practice), "path": "7FE00010"})


def _stored(practice: Practice) -> dict[str, str]:
    """A new object at the site that site staff reach."""
    study, series = generate_uid(), generate_uid()
    data = ct_slice(study=study, series=series)
    store_bytes(data, tenant_id=practice.tenant_id, site=practice.site_a)
    instance = pydicom.dcmread(BytesIO(data)).SOPInstanceUID
    return {"study": study, "series": series, "instance": instance}


DICOMWEB_ENDPOINTS = [
    Endpoint("studies", "GET", VIEWERS, _search),
    Endpoint("study", "GET", VIEWERS, _study),
    Endpoint("search-series", "GET", VIEWERS, _search),
    Endpoint("search-instances", "GET", VIEWERS, _search),
    Endpoint("search-series-of-study", "GET", VIEWERS, _study),
    Endpoint("search-instances-of-study", "GET", VIEWERS, _study),
    Endpoint("search-instances-of-series", "GET", VIEWERS, _series),
    Endpoint("metadata-of-study", "GET", VIEWERS, _study),
    Endpoint("metadata-of-series", "GET", VIEWERS, _series),
    Endpoint("metadata-of-instance", "GET", VIEWERS, _instance),
    Endpoint("retrieve-series", "GET", VIEWERS, _series),
    Endpoint("retrieve-instance", "GET", VIEWERS, _instance),
    Endpoint("frames", "GET", VIEWERS, _frames),
    Endpoint("bulk-data", "GET", VIEWERS, _bulk_data),
    Endpoint("rendered-instance", "GET", VIEWERS, _instance),
    Endpoint("rendered-frame", "GET", VIEWERS, _frame),
    Endpoint("thumbnail-of-study", "GET", VIEWERS, _study),
    Endpoint("thumbnail-of-series", "GET", VIEWERS, _series),
    Endpoint("thumbnail-of-instance", "GET", VIEWERS, _instance),
    Endpoint("thumbnail-of-frame", "GET", VIEWERS, _frame),
]
