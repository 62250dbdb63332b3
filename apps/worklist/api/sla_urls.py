"""Service levels, clocks, escalation."""

from django.urls import path

from apps.worklist.api import clock_views, sla_views

urlpatterns = [
    path("sla-policies", sla_views.SlaPoliciesView.as_view(), name="sla-policies"),
    path("sla-policies/<uuid:policy_id>", sla_views.SlaPolicyView.as_view(), name="sla-policy"),
    path("service-calendars", sla_views.ServiceCalendarsView.as_view(), name="service-calendars"),
    path(
        "service-calendars/<uuid:calendar_id>",
        sla_views.ServiceCalendarView.as_view(),
        name="service-calendar",
    ),
    path("pathways", sla_views.PathwaysView.as_view(), name="pathways"),
    path("pathways/<uuid:pathway_id>", sla_views.PathwayView.as_view(), name="pathway"),
    path("breaches", clock_views.BreachesView.as_view(), name="breaches"),
    path("breaches/<uuid:breach_id>", clock_views.BreachView.as_view(), name="breach"),
    path("clock-pauses", clock_views.ClockPausesView.as_view(), name="clock-pauses"),
    path("escalations", clock_views.EscalationsView.as_view(), name="escalations"),
    path("pages", clock_views.PagesView.as_view(), name="pages"),
    path(
        "pages/<uuid:page_id>/acknowledge",
        clock_views.AcknowledgementView.as_view(),
        name="page-acknowledge",
    ),
    path(
        "reading-tasks/<uuid:task_id>/hold",
        clock_views.HoldView.as_view(),
        name="reading-task-hold",
    ),
    path(
        "reading-tasks/<uuid:task_id>/resume",
        clock_views.ResumeView.as_view(),
        name="reading-task-resume",
    ),
    path(
        "reading-tasks/<uuid:task_id>/clocks",
        clock_views.ClocksView.as_view(),
        name="reading-task-clocks",
    ),
]
