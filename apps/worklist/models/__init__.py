"""The worklist's tables."""

from apps.worklist.models.assignment_policy import AssignmentPolicy
from apps.worklist.models.assignments import Assignment
from apps.worklist.models.claims import Claim
from apps.worklist.models.clocks import Breach, Clock, ClockPause, Milestone
from apps.worklist.models.confirmations import ConfirmedBy, StudyConfirmation
from apps.worklist.models.decisions import AssignmentRound, Decision
from apps.worklist.models.escalations import EscalationStep, Page
from apps.worklist.models.glances import Glance
from apps.worklist.models.notes import MessageMark, StudyMessage, TaskNote
from apps.worklist.models.pathways import Pathway
from apps.worklist.models.reroutings import Rerouting, ReroutingKind
from apps.worklist.models.rule_sets import DryRun, RuleSetDraft, RuleSetVersion
from apps.worklist.models.saved_views import WorklistView
from apps.worklist.models.search_words import TaskSearchWord
from apps.worklist.models.sla import ServiceCalendar, SlaPolicy
from apps.worklist.models.tasks import Priority, ReadingTask
from apps.worklist.models.work_classes import WorkClassRecord

__all__ = [
    "Assignment",
    "AssignmentPolicy",
    "AssignmentRound",
    "Breach",
    "Claim",
    "Clock",
    "ClockPause",
    "ConfirmedBy",
    "Decision",
    "DryRun",
    "EscalationStep",
    "Glance",
    "MessageMark",
    "Milestone",
    "Page",
    "Pathway",
    "Priority",
    "ReadingTask",
    "Rerouting",
    "ReroutingKind",
    "RuleSetDraft",
    "RuleSetVersion",
    "ServiceCalendar",
    "SlaPolicy",
    "StudyConfirmation",
    "StudyMessage",
    "TaskNote",
    "TaskSearchWord",
    "WorkClassRecord",
    "WorklistView",
]
