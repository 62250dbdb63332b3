from django.urls import path

from apps.archive.api.care import BreakGlassView, BrokenGlassesView, PatientLookUpsView

urlpatterns = [
    path("patients/<uuid:patient_id>/break-glass", BreakGlassView.as_view(), name="break-glass"),
    path("patient-look-ups", PatientLookUpsView.as_view(), name="patient-look-ups"),
    path("broken-glasses", BrokenGlassesView.as_view(), name="broken-glasses"),
]
