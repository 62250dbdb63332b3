"""Whatever is sent, in whatever order and however often: one identity, one instance, one blob."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydicom.uid import generate_uid

from apps.archive.dicom.headers import parse_headers
from apps.archive.filing import index_values
from apps.archive.models import Instance, Patient, Study
from apps.common.isolation import tenant_context
from apps.intake.models import Arrival
from tests.factories import Practice
from tests.objects import Sender, as_bytes, make_object, make_study

IDENTIFIERS = st.text(
    st.characters(min_codepoint=0x20, max_codepoint=0x7E, exclude_characters="\\"), max_size=64
)


class Facts:
    """A site, as far as filing cares."""

    def __init__(self, slug: str) -> None:
        self.slug = slug
        self.time_zone = "UTC"


def identity(patient_id: str, *, site: str = "a", issuer: str = "", study: str = "1.2.3") -> object:
    content = make_object(
        PatientID=patient_id, IssuerOfPatientID=issuer or None, StudyInstanceUID=study
    )
    return index_values(parse_headers(as_bytes(content)), site=Facts(site)).identity


@given(IDENTIFIERS)
def test_a_patient_id_never_reaches_across_sites(patient_id: str) -> None:
    assert identity(patient_id, site="a") != identity(patient_id, site="b")


@given(IDENTIFIERS, IDENTIFIERS)
def test_two_patient_ids_are_one_only_if_equal_but_for_padding(one: str, other: str) -> None:
    same = identity(one, study="1.2.3") == identity(other, study="1.2.4")
    if same:
        assert one.strip(" ") == other.strip(" ") != ""


@given(IDENTIFIERS)
def test_no_patient_id_can_pose_as_a_nameless_study(patient_id: str) -> None:
    nameless = identity("", study="1.2.3")
    for pretended in (patient_id, f" study {patient_id}", " study 1.2.3"):
        if pretended.strip():
            assert identity(pretended, study="9.9") != nameless


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
@pytest.mark.django_db
def test_any_order_with_any_repeats_ends_in_the_same_index(
    practice: Practice, data: st.DataObject
) -> None:
    contents = [
        as_bytes(each) for each in make_study(series=2, instances=2, PatientID=generate_uid()[-8:])
    ]
    order = data.draw(st.lists(st.integers(0, 3), min_size=1, max_size=12))
    with transaction.atomic():
        sender = Sender(practice, practice.site_a)
        before = _counts(practice)
        outcomes = [sender.send(contents[index]).outcome.value for index in order]
        distinct = len(set(order))
        assert outcomes.count("stored") == distinct
        assert outcomes.count("duplicate") == len(order) - distinct
        after = _counts(practice)
        assert [b - a for a, b in zip(before, after, strict=True)] == [1, 1, distinct, len(order)]
        with tenant_context(practice.tenant_id):
            study = Study.objects.latest("first_image_at")
            assert study.instance_count == distinct
            assert study.series_count == len({index // 2 for index in order})


def _counts(practice: Practice) -> list[int]:
    with tenant_context(practice.tenant_id):
        return [model.objects.count() for model in (Patient, Study, Instance, Arrival)]
