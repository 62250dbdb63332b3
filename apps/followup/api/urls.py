from django.urls import path

from apps.followup.api import month, views

ONE = "follow-ups/<uuid:follow_up_id>"
MATCH = "follow-up-matches/<uuid:match_id>"

urlpatterns = [
    path("follow-ups", views.FollowUpsView.as_view(), name="follow-ups"),
    path(ONE, views.FollowUpView.as_view(), name="follow-up"),
    path(f"{ONE}/contacts", views.FollowUpContactsView.as_view(), name="follow-up-contacts"),
    path(f"{ONE}/schedule", views.AppointmentView.as_view(), name="follow-up-schedule"),
    path(f"{ONE}/done", views.DoneView.as_view(), name="follow-up-done"),
    path(f"{ONE}/decline", views.DeclineView.as_view(), name="follow-up-decline"),
    path(f"{ONE}/dismiss", views.DismissalView.as_view(), name="follow-up-dismiss"),
    path(f"{ONE}/reopen", views.ReopeningView.as_view(), name="follow-up-reopen"),
    path(f"{MATCH}/accept", views.MatchAcceptanceView.as_view(), name="follow-up-match-accept"),
    path(f"{MATCH}/refuse", views.MatchRefusalView.as_view(), name="follow-up-match-refuse"),
    path(
        "sites/<uuid:site_id>/follow-up-reminder-contacts",
        views.ReminderContactsView.as_view(),
        name="follow-up-reminder-contacts",
    ),
    path("follow-up-month", month.FollowUpMonthView.as_view(), name="follow-up-month"),
    path("follow-up-month/csv", month.FollowUpMonthCsvView.as_view(), name="follow-up-month-csv"),
]
