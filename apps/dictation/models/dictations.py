"""A recording for one report, typed by a person."""

from django.db import models
from django.db.models import Q

from apps.accounts.models import User
from apps.common.clock import now
from apps.common.fields import TenantForeignKey
from apps.dictation.audio import AUDIO_TYPES
from apps.dictation.states import SETTLED, DictationState
from apps.reporting.models import Report
from apps.tenancy.models import Site, TenantModel


class Dictation(TenantModel):
    """What a reader said for a report, who types it, and what came of it.

    The sound lies in the object storage under ``blob_key`` until ``audio_deleted_at``. ``sections`` is the typed text;
    ``question`` and ``answer`` are the last exchange between who types and who spoke.
    """

    report = TenantForeignKey(Report, related_name="+")
    site = TenantForeignKey(Site, related_name="+")
    section = models.CharField(max_length=20, blank=True, help_text="empty: several, as spoken")
    dictated_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=16, default=DictationState.RECORDED)
    recorded_at = models.DateTimeField(default=now)
    queued_at = models.DateTimeField(null=True)
    priority_rank = models.PositiveSmallIntegerField(
        default=2, help_text="of the reading task when it was sent; 0 first"
    )

    blob_key = models.CharField(max_length=200)
    audio_type = models.CharField(max_length=12)
    size = models.PositiveIntegerField(help_text="bytes")
    sha256 = models.CharField(max_length=64)
    duration_ms = models.PositiveIntegerField(null=True)
    audio_deleted_at = models.DateTimeField(null=True)

    transcriptionist = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", help_text="who types or typed"
    )
    lease_until = models.DateTimeField(null=True)
    sections = models.JSONField(default=list, help_text="list of {code, body}")
    question = models.CharField(max_length=500, blank=True)
    answer = models.CharField(max_length=500, blank=True)
    transcribed_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=DictationState.values()), name="dictation_state_known"
            ),
            models.CheckConstraint(
                condition=Q(audio_type__in=AUDIO_TYPES), name="dictation_audio_type_known"
            ),
            models.CheckConstraint(
                condition=Q(
                    state="in_transcription",
                    lease_until__isnull=False,
                    transcriptionist__isnull=False,
                )
                | (~Q(state="in_transcription") & Q(lease_until=None)),
                name="dictation_lease_while_typed",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[str(state) for state in SETTLED], settled_at__isnull=False)
                | (~Q(state__in=[str(state) for state in SETTLED]) & Q(settled_at=None)),
                name="dictation_settled_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(question=""),
                name="dictation_returned_asks",
            ),
        ]
        indexes = [
            models.Index(
                fields=["tenant", "priority_rank", "queued_at", "id"],
                condition=Q(state="queued"),
                name="dictation_queue",
            ),
            models.Index(fields=["tenant", "dictated_by", "-recorded_at"], name="dictation_own"),
            models.Index(fields=["report"], name="dictation_of_report"),
            models.Index(
                fields=["tenant", "transcriptionist", "-queued_at"],
                condition=Q(transcriptionist__isnull=False),
                name="dictation_of_typist",
            ),
            models.Index(
                fields=["lease_until"],
                condition=Q(state="in_transcription"),
                name="dictation_lease",
            ),
            models.Index(
                fields=["tenant", "settled_at"],
                condition=Q(settled_at__isnull=False, audio_deleted_at=None),
                name="dictation_audio_kept",
            ),
        ]
