"""What people write about a task or a study."""

from django.db import models

from apps.accounts.models import User
from apps.archive.models import Study
from apps.common.clock import now
from apps.common.fields import TenantForeignKey
from apps.tenancy.models import TenantModel
from apps.worklist.models.tasks import ReadingTask


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
    written_at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["study", "written_at"], name="study_message_of_study")]
