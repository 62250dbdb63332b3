"""Every HTTP address of the web process."""

from django.urls import include, path, re_path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerView

from teleread.views import front_end, healthz, metrics, readyz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("metrics", metrics, name="metrics"),
    path("api/schema/", SpectacularAPIView.as_view(), name="schema"),
    path("api/docs/", SpectacularSwaggerView.as_view(url_name="schema"), name="docs"),
    path("api/v1/", include("apps.accounts.api.urls")),
    path("api/v1/", include("apps.audit.api.urls")),
    path("api/v1/", include("apps.archive.api.urls")),
    path("api/v1/", include("apps.worklist.api.urls")),
    path("api/v1/", include("apps.intake.api.urls")),
    path("api/v1/", include("apps.staffing.api.urls")),
    path("api/v1/", include("apps.orders.api.urls")),
    path("dicom-web/", include("teleread.dicomweb_urls")),
    path("api/v1/", include("apps.reporting.api.urls")),
    path("api/v1/", include("apps.reporting.api.critical_urls")),
    path("api/v1/", include("apps.reporting.api.life_urls")),
    path("api/v1/", include("apps.reporting.api.macro_urls")),
    path("api/v1/", include("apps.reporting.api.template_urls")),
    path("api/v1/", include("apps.followup.api.urls")),
    path("api/v1/", include("apps.dictation.api.urls")),
    path("api/v1/", include("apps.peer_review.api.urls")),
    path("api/v1/", include("apps.billing.api.urls")),
    path("api/v1/", include("apps.delivery.api.urls")),
    re_path(r"^(?!api/|dicom-web|ws/|assets/|static/).*$", front_end, name="front-end"),
]

handler404 = "apps.common.api.problems.not_found"
handler500 = "apps.common.api.problems.server_error"
