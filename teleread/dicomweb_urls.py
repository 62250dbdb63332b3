"""DICOMweb under one root: the archive answers what is asked, intake takes what is sent."""

from django.urls import path

from apps.intake.receivers.stow.views import StoreStudiesView
from teleread.method_dispatch import by_method

store = StoreStudiesView.as_view()

urlpatterns = [
    path("studies", by_method(POST=store), name="studies"),
    path("studies/<str:study>", by_method(POST=store), name="study"),
]
