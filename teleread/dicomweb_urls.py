"""DICOMweb under one root: the archive answers what is asked, intake takes what is sent."""

from django.urls import include, path

from apps.archive.dicomweb.retrieve import retrieve
from apps.archive.dicomweb.search import search_studies

urlpatterns = [
    path("studies", search_studies, name="studies"),
    path("studies/<str:study>", retrieve, name="study"),
    path("", include("apps.archive.dicomweb.urls")),
]
