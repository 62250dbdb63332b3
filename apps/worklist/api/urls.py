from django.urls import include, path

from apps.worklist.api import views

urlpatterns = [
    path("", include("apps.worklist.api.assignment_urls")),
    path("", include("apps.worklist.api.desk_urls")),
    path("", include("apps.worklist.api.sla_urls")),
    path("reading-tasks", views.ReadingTasksView.as_view(), name="reading-tasks"),
    path(
        "reading-tasks/counts",
        views.ReadingTaskCountsView.as_view(),
        name="reading-task-counts",
    ),
    path(
        "reading-tasks/<uuid:task_id>",
        views.ReadingTaskView.as_view(),
        name="reading-task",
    ),
    path(
        "reading-tasks/<uuid:task_id>/priors",
        views.PriorsView.as_view(),
        name="reading-task-priors",
    ),
    path(
        "reading-tasks/<uuid:task_id>/claim",
        views.ClaimView.as_view(),
        name="reading-task-claim",
    ),
    path(
        "reading-tasks/<uuid:task_id>/heartbeat",
        views.HeartbeatView.as_view(),
        name="reading-task-heartbeat",
    ),
    path(
        "reading-tasks/<uuid:task_id>/release",
        views.ReleaseView.as_view(),
        name="reading-task-release",
    ),
    path(
        "reading-tasks/<uuid:task_id>/hand-back",
        views.HandBackView.as_view(),
        name="reading-task-hand-back",
    ),
    path(
        "reading-tasks/<uuid:task_id>/priority",
        views.PriorityView.as_view(),
        name="reading-task-priority",
    ),
]
