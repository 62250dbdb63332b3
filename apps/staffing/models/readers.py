"""What a reader knows, whom they read with, and what they must not read."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from apps.accounts.models import User
from apps.archive.models import Patient
from apps.common.clock import now
from apps.common.fields import TenantForeignKey
from apps.staffing.vocabulary import AGE_GROUPS, SKILL_LEVELS
from apps.tenancy.models import Site, TenantModel

POOL_MODES = ("pull", "push", "mixed")
POOL_SOLVERS = ("greedy", "optimal")


def every_age_group() -> list[str]:
    return list(AGE_GROUPS)


class ReaderProfile(TenantModel):
    """One reader in one practice: whether they read at present, which ages, and where they usually sit."""

    reader = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    active = models.BooleanField(default=True)
    age_groups = ArrayField(
        models.CharField(max_length=12),
        default=every_age_group,
        blank=True,
        help_text="The ages this reader reads; those not listed are not read.",
    )
    default_location = models.CharField(
        max_length=10, blank=True, help_text="where they read from unless they say otherwise"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "reader"], name="reader_profile_once_per_tenant"
            ),
            models.CheckConstraint(
                condition=models.Q(age_groups__contained_by=list(AGE_GROUPS)),
                name="reader_profile_age_groups_known",
            ),
        ]


class ReaderSkill(TenantModel):
    """A subspecialty at a level: 1 trained, 2 regular practice, 3 fellowship."""

    reader = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    skill = models.CharField(max_length=20)
    level = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "reader", "skill"], name="reader_skill_once"),
            models.CheckConstraint(
                condition=models.Q(level__in=SKILL_LEVELS), name="reader_skill_level_known"
            ),
        ]


class ReaderBlock(TenantModel):
    """A site, a patient, or with neither everything, that a reader must not read for some time."""

    reader = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    site = TenantForeignKey(Site, null=True, related_name="+")
    patient = TenantForeignKey(Patient, null=True, related_name="+")
    reason = models.CharField(max_length=300)
    starts_at = models.DateTimeField(default=now)
    ends_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(site=None) | models.Q(patient=None),
                name="reader_block_of_one_thing",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at=None) | models.Q(ends_at__gte=models.F("starts_at")),
                name="reader_block_times_in_order",
            ),
        ]
        indexes = [models.Index(fields=["tenant", "reader"], name="reader_block_of_reader")]


class ReaderPool(TenantModel):
    """Readers who share work, and how work reaches them: they take it, they are given it, or both."""

    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=100)
    mode = models.CharField(max_length=5, default="pull")
    list_hidden = models.BooleanField(
        default=False, help_text="Members see only what is next, not the list to choose from."
    )
    max_open_minutes = models.PositiveIntegerField(null=True)
    max_open_tasks = models.PositiveIntegerField(null=True)
    solver = models.CharField(max_length=7, default="greedy")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "code"], name="reader_pool_code_once"),
            models.CheckConstraint(
                condition=models.Q(mode__in=list(POOL_MODES)),
                name="reader_pool_mode_known",
            ),
            models.CheckConstraint(
                condition=models.Q(solver__in=list(POOL_SOLVERS)),
                name="reader_pool_solver_known",
            ),
            models.CheckConstraint(
                condition=models.Q(max_open_minutes=None) | models.Q(max_open_minutes__gt=0),
                name="reader_pool_minutes_positive",
            ),
            models.CheckConstraint(
                condition=models.Q(max_open_tasks=None) | models.Q(max_open_tasks__gt=0),
                name="reader_pool_tasks_positive",
            ),
        ]


class PoolMembership(TenantModel):
    pool = TenantForeignKey(ReaderPool, on_delete=models.CASCADE, related_name="memberships")
    reader = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pool", "reader"], name="pool_membership_once")
        ]
        indexes = [models.Index(fields=["tenant", "reader"], name="pool_membership_of_reader")]
