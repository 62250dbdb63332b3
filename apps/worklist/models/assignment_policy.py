"""How work that waits for no particular pool reaches readers."""

from django.db import models

from apps.tenancy.models import TenantModel


class AssignmentPolicy(TenantModel):
    """The practice's own way: readers take work (pull), are given it (push), or the urgent is given (mixed)."""

    mode = models.CharField(max_length=5, default="pull")
    list_hidden = models.BooleanField(
        default=False, help_text="Readers see only what is next, not the list to choose from."
    )
    max_open_minutes = models.PositiveIntegerField(null=True)
    max_open_tasks = models.PositiveIntegerField(null=True)
    solver = models.CharField(max_length=7, default="greedy")
    offer_minutes = models.PositiveIntegerField(
        default=15, help_text="an offer that is not taken up goes back to the list"
    )
    companion_hours = models.PositiveIntegerField(
        default=24,
        db_default=24,
        help_text="how far apart studies of a patient were made that are offered to be read together",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant"], name="assignment_policy_once"),
            models.CheckConstraint(
                condition=models.Q(mode__in=["pull", "push", "mixed"]),
                name="assignment_policy_mode_known",
            ),
            models.CheckConstraint(
                condition=models.Q(solver__in=["greedy", "optimal"]),
                name="assignment_policy_solver_known",
            ),
            models.CheckConstraint(
                condition=models.Q(offer_minutes__gt=0), name="assignment_policy_offer_positive"
            ),
        ]
