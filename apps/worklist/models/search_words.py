"""The words by which a task is found."""

from django.db import models

from apps.common.fields import TenantForeignKey
from apps.tenancy.models import TenantModel
from apps.worklist.models.tasks import ReadingTask


class TaskSearchWord(TenantModel):
    """One folded word of a task's patient, accession number or description.

    A prefix is searched as a range of this column: comparing text is leakproof in PostgreSQL, so the index serves
    under row-level security, which no pattern, trigram or array operator does.
    """

    task = TenantForeignKey(ReadingTask, related_name="search_words")
    word = models.CharField(max_length=64, db_collation="C")
    is_open = models.BooleanField(
        db_default=False,
        default=False,
        editable=False,
        help_text="whether its task is open; kept by triggers",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task", "word"], name="task_search_word_once")
        ]
        indexes = [
            models.Index(fields=["tenant", "word", "task"], name="task_search_word_prefix"),
            models.Index(
                condition=models.Q(is_open=True),
                fields=["tenant", "word", "task"],
                name="task_search_word_open",
            ),
        ]
