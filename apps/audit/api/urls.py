from django.urls import path

from apps.audit.api.events import AuditEventsView
from apps.audit.api.outbox import OutboxDeliveriesView, OutboxDeliveryRetryView

urlpatterns = [
    path("audit-events", AuditEventsView.as_view(), name="audit-events"),
    path("outbox-deliveries", OutboxDeliveriesView.as_view(), name="outbox-deliveries"),
    path(
        "outbox-deliveries/<uuid:delivery_id>/retry",
        OutboxDeliveryRetryView.as_view(),
        name="outbox-delivery-retry",
    ),
]
