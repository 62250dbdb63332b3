from django.urls import path

from apps.orders.api import orders, priors

urlpatterns = [
    path("orders", orders.OrdersView.as_view(), name="orders"),
    path("orders/<uuid:order_id>", orders.OrderView.as_view(), name="order"),
    path("orders/<uuid:order_id>/cancel", orders.CancelView.as_view(), name="order-cancel"),
    path("orders/<uuid:order_id>/reopen", orders.ReopenView.as_view(), name="order-reopen"),
    path(
        "orders/<uuid:order_id>/candidates",
        orders.CandidatesView.as_view(),
        name="order-candidates",
    ),
    path("orders/<uuid:order_id>/link", orders.LinkView.as_view(), name="order-link"),
    path("orders/<uuid:order_id>/unlink", orders.UnlinkView.as_view(), name="order-unlink"),
    path("orders/<uuid:order_id>/undo-link", orders.UndoLinkView.as_view(), name="order-undo-link"),
    path("stat-shares", orders.StatSharesView.as_view(), name="stat-shares"),
    path(
        "studies/<uuid:study_id>/prior-status",
        priors.PriorStatusView.as_view(),
        name="study-prior-status",
    ),
    path(
        "studies/<uuid:study_id>/prior-requests",
        priors.StudyPriorRequestsView.as_view(),
        name="study-prior-requests",
    ),
    path("prior-requests", priors.PriorRequestsView.as_view(), name="prior-requests"),
    path(
        "prior-requests/<uuid:request_id>/answer",
        priors.AnswerView.as_view(),
        name="prior-request-answer",
    ),
    path(
        "prior-requests/<uuid:request_id>/withdraw",
        priors.WithdrawView.as_view(),
        name="prior-request-withdraw",
    ),
]
