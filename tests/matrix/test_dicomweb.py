"""Every DICOMweb address is among those that the access tests hold against tenant, site, role and credential."""

from django.urls import resolve

from apps.archive.dicomweb.urls import urlpatterns
from tests.apps.archive.dicomweb.test_access import Stored, addresses

TOP_LEVEL = ["/dicom-web/studies", "/dicom-web/series", "/dicom-web/instances"]


def test_every_read_is_held_against_the_access_rules() -> None:
    held = {resolve(address).url_name for address in addresses(Stored("1.2", "1.2.3", "1.2.3.4"))}
    held |= {resolve(address).url_name for address in TOP_LEVEL}
    assert held >= {pattern.name for pattern in urlpatterns} | {"studies", "study"}
