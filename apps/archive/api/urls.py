from django.urls import path

from apps.archive.api.care import BreakGlassView, BrokenGlassesView

urlpatterns = [
    path("patients/<uuid:patient_id>/break-glass", BreakGlassView.as_view(), name="break-glass"),
    path("broken-glasses", BrokenGlassesView.as_view(), name="broken-glasses"),
]
