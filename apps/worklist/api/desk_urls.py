"""The desk: views, notes, messages, confirmations, glances, rules, fairness, coverage."""

from django.urls import path

from apps.worklist.api import (
    confirmations,
    coverage,
    dry_runs,
    fairness,
    glances,
    lengths,
    messages,
    notes,
    reroutings,
    rule_sets,
    saved_views,
)

urlpatterns = [
    path("coverage", coverage.CoverageView.as_view(), name="coverage"),
    path("coverage/<uuid:site_id>", coverage.HourCoverageView.as_view(), name="coverage-of-site"),
    path("fairness", fairness.FairnessView.as_view(), name="fairness"),
    path(
        "reading-tasks/length",
        lengths.ReadingTasksLengthView.as_view(),
        name="reading-tasks-length",
    ),
    path("worklist-views", saved_views.SavedViewsView.as_view(), name="worklist-views"),
    path(
        "worklist-views/<uuid:view_id>",
        saved_views.SavedViewView.as_view(),
        name="worklist-view",
    ),
    path(
        "reading-tasks/<uuid:task_id>/notes",
        notes.TaskNotesView.as_view(),
        name="reading-task-notes",
    ),
    path(
        "reading-tasks/<uuid:task_id>/opened",
        glances.OpenedView.as_view(),
        name="reading-task-opened",
    ),
    path(
        "reading-tasks/<uuid:task_id>/skip",
        glances.SkipView.as_view(),
        name="reading-task-skip",
    ),
    path("rule-catalogue", rule_sets.RuleCatalogueView.as_view(), name="rule-catalogue"),
    path("rule-sets", rule_sets.RuleSetsView.as_view(), name="rule-sets"),
    path("rule-sets/draft", rule_sets.RuleDraftView.as_view(), name="rule-set-draft"),
    path("rule-sets/validate", rule_sets.RuleValidationView.as_view(), name="rule-set-validate"),
    path("rule-sets/publish", rule_sets.RulePublicationView.as_view(), name="rule-set-publish"),
    path("rule-sets/diff", rule_sets.RuleDifferenceView.as_view(), name="rule-set-diff"),
    path(
        "rule-sets/effect",
        reroutings.PublicationEffectView.as_view(),
        name="rule-set-effect",
    ),
    path("reroutings", reroutings.ReroutingsView.as_view(), name="reroutings"),
    path("rule-sets/dry-run", dry_runs.NewDryRunView.as_view(), name="rule-set-dry-run"),
    path("rule-sets/dry-runs/<uuid:run_id>", dry_runs.DryRunView.as_view(), name="dry-run"),
    path("rule-sets/<int:number>", rule_sets.RuleSetView.as_view(), name="rule-set"),
    path(
        "rule-sets/<int:number>/roll-back",
        rule_sets.RollBackView.as_view(),
        name="rule-set-roll-back",
    ),
    path(
        "study-confirmations",
        confirmations.StudyConfirmationsView.as_view(),
        name="study-confirmations",
    ),
    path(
        "study-confirmations/<uuid:confirmation_id>/confirm",
        confirmations.ConfirmStudyView.as_view(),
        name="study-confirmation-confirm",
    ),
    path(
        "sites/<uuid:site_id>/study-confirmation",
        confirmations.ConfirmationGateView.as_view(),
        name="site-study-confirmation",
    ),
    path("study-messages", messages.StudyMessagesView.as_view(), name="study-messages"),
    path(
        "study-messages/read",
        messages.StudyMessagesReadView.as_view(),
        name="study-messages-read",
    ),
]
