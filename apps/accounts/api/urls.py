from django.urls import path

from apps.accounts.api.sessions import SessionTenantView, SessionView
from apps.accounts.api.tokens import ApiTokensView, ApiTokenView

urlpatterns = [
    path("session", SessionView.as_view(), name="session"),
    path("session/tenant", SessionTenantView.as_view(), name="session-tenant"),
    path("api-tokens", ApiTokensView.as_view(), name="api-tokens"),
    path("api-tokens/<uuid:token_id>", ApiTokenView.as_view(), name="api-token"),
]
