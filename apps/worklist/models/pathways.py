"""Named ways through the worklist."""

from django.db import models

from apps.tenancy.models import TenantModel


class Pathway(TenantModel):
    """Stroke, trauma, STAT, urgent, routine, or the practice's own: its place in the queue, and its target."""

    code = models.SlugField(max_length=20)
    name = models.CharField(max_length=100)
    queue_rank = models.PositiveSmallIntegerField(help_text="0 is read first")
    minutes = models.PositiveIntegerField(
        null=True, help_text="the pathway's own target; null leaves it to the policies"
    )
    ladder = models.JSONField(
        null=True, help_text="list of engine.escalation.Rung; null takes the shipped one"
    )
    cap_exempt = models.BooleanField(
        default=False, help_text="given to a reader whatever waits there already"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "code"], name="pathway_code_once"),
            models.CheckConstraint(
                condition=models.Q(minutes=None) | models.Q(minutes__gt=0),
                name="pathway_minutes_positive",
            ),
        ]
