"""Handing out work."""

from django.urls import path

from apps.worklist.api import assignment, linking, splitting

urlpatterns = [
    path("reading-tasks/next", assignment.NextTaskView.as_view(), name="reading-task-next"),
    path("reading-tasks/bulk", assignment.BulkView.as_view(), name="reading-tasks-bulk"),
    path(
        "reading-tasks/<uuid:task_id>/assign",
        assignment.AssignView.as_view(),
        name="reading-task-assign",
    ),
    path(
        "reading-tasks/<uuid:task_id>/unassign",
        assignment.UnassignView.as_view(),
        name="reading-task-unassign",
    ),
    path(
        "reading-tasks/<uuid:task_id>/explanation",
        assignment.ExplanationView.as_view(),
        name="reading-task-explanation",
    ),
    path(
        "reading-tasks/<uuid:task_id>/linked",
        linking.ReadTogetherView.as_view(),
        name="reading-task-linked",
    ),
    path(
        "reading-tasks/<uuid:task_id>/link",
        linking.LinkView.as_view(),
        name="reading-task-link",
    ),
    path(
        "reading-tasks/<uuid:task_id>/unlink",
        linking.UnlinkView.as_view(),
        name="reading-task-unlink",
    ),
    path(
        "reading-tasks/<uuid:task_id>/split",
        splitting.SplitView.as_view(),
        name="reading-task-split",
    ),
    path(
        "reading-tasks/<uuid:task_id>/rejoin",
        splitting.RejoinView.as_view(),
        name="reading-task-rejoin",
    ),
    path(
        "assignments/<uuid:assignment_id>/explain",
        assignment.AssignmentExplanationView.as_view(),
        name="assignment-explanation",
    ),
    path(
        "assignment-policy",
        assignment.AssignmentPolicyView.as_view(),
        name="assignment-policy",
    ),
]
