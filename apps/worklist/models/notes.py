"""What people write about a task or a study."""

from django.db import models

from apps.accounts.models import User
from apps.archive.models import Study
from apps.common.clock import now
from apps.common.fields import TenantForeignKey
from apps.tenancy.models import TenantModel
from apps.worklist.models.tasks import ReadingTask

MESSAGE_REQUESTS = ["", "repeat_view", "history", "prior"]


class TaskNote(TenantModel):
    """For colleagues; the site never sees it. Append-only."""

    task = TenantForeignKey(ReadingTask, related_name="notes")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=2000)
    written_at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["task", "written_at"], name="task_note_of_task")]


class StudyMessage(TenantModel):
    """One line of the talk between readers and the site's technologists about a study. Append-only."""

    study = TenantForeignKey(Study, related_name="messages")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    from_site = models.BooleanField()
    text = models.CharField(max_length=2000)
    request = models.CharField(
        max_length=12, blank=True, help_text="what is asked for, if anything"
    )
    written_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(request__in=MESSAGE_REQUESTS), name="study_message_request_known"
            )
        ]
        indexes = [models.Index(fields=["study", "written_at"], name="study_message_of_study")]


class MessageMark(TenantModel):
    """How far one side has read the talk about a study: the practice's side, or the site's."""

    study = TenantForeignKey(Study, related_name="message_marks")
    of_site = models.BooleanField()
    read_at = models.DateTimeField(null=True)
    unread = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["study", "of_site"], name="message_mark_once_per_side")
        ]
