from django.urls import path

from apps.intake.api.peers import PeersView, SitesView
from apps.intake.api.quarantine import (
    DiscardView,
    QuarantineItemsView,
    QuarantineItemView,
    ReleaseView,
)

urlpatterns = [
    path("sites", SitesView.as_view(), name="sites"),
    path("peers", PeersView.as_view(), name="peers"),
    path("quarantine-items", QuarantineItemsView.as_view(), name="quarantine-items"),
    path("quarantine-items/<uuid:item_id>", QuarantineItemView.as_view(), name="quarantine-item"),
    path(
        "quarantine-items/<uuid:item_id>/release", ReleaseView.as_view(), name="quarantine-release"
    ),
    path(
        "quarantine-items/<uuid:item_id>/discard", DiscardView.as_view(), name="quarantine-discard"
    ),
]
