"""DICOMweb under one root: the archive answers what is asked, intake takes what is sent."""

from django.urls import include, path

from apps.archive.dicomweb.retrieve import retrieve
from apps.archive.dicomweb.search import search_studies
from apps.intake.receivers.stow.views import StoreStudiesView
from teleread.method_dispatch import by_method

store = StoreStudiesView.as_view()

urlpatterns = [
    path("studies", by_method(GET=search_studies, POST=store), name="studies"),
    path("studies/<str:study>", by_method(GET=retrieve, POST=store), name="study"),
    path("", include("apps.archive.dicomweb.urls")),
]
