"""Absolute addresses of DICOMweb resources, as the client itself reached us."""

from django.http import HttpRequest

ROOT = "/dicom-web"


def root_address(request: HttpRequest) -> str:
    """``https://host/dicom-web``, without a slash at the end."""
    return f"{request.scheme}://{request.get_host()}{ROOT}"


def study_address(root: str, study: str) -> str:
    return f"{root}/studies/{study}"


def series_address(root: str, study: str, series: str) -> str:
    return f"{root}/studies/{study}/series/{series}"


def instance_address(root: str, study: str, series: str, instance: str) -> str:
    return f"{root}/studies/{study}/series/{series}/instances/{instance}"
