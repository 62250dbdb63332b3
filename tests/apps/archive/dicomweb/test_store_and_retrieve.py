"""STOW-RS and WADO-RS meet under one root: dicomweb-client stores, and gets back what it stored."""

import pytest
import requests
from dicomweb_client.api import DICOMwebClient

from tests.factories import make_practice
from tests.objects import make_study

pytestmark = pytest.mark.usefixtures("committed")


def test_a_client_stores_a_study_and_reads_it_back(server_address: str) -> None:
    practice = make_practice()
    session = requests.Session()
    session.headers["Authorization"] = f"Bearer {practice.token('site_user')}"
    client = DICOMwebClient(f"{server_address}/dicom-web", session=session)
    objects = list(make_study(series=2, instances=2))
    answer = client.store_instances(objects)
    assert len(answer.ReferencedSOPSequence) == 4
    assert "FailedSOPSequence" not in answer

    study_uid = str(objects[0].StudyInstanceUID)
    assert [found["0020000D"]["Value"] for found in client.search_for_studies()] == [[study_uid]]
    back = {str(each.SOPInstanceUID): each for each in client.retrieve_study(study_uid)}
    assert len(back) == 4
    for each in objects:
        assert back[str(each.SOPInstanceUID)].PixelData == each.PixelData
        assert back[str(each.SOPInstanceUID)].PatientName == each.PatientName

    again = client.store_instances(objects, study_instance_uid=study_uid)
    assert len(again.ReferencedSOPSequence) == 4
    assert len(client.search_for_instances(study_uid)) == 4


def test_an_address_that_both_answer_knows_its_methods(server_address: str) -> None:
    token = make_practice().token("site_user")
    response = requests.delete(
        f"{server_address}/dicom-web/studies",
        headers={"Authorization": f"Bearer {token}"},
        timeout=30,
    )
    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD, POST"
