"""What everybody may learn from, without whose it was."""

from django.db import models
from django.db.models import Q

from apps.accounts.models import User
from apps.common.clock import now
from apps.common.fields import TenantForeignKey
from apps.peer_review.models.reviews import Review
from apps.peer_review.states import CaseState
from apps.tenancy.models import TenantModel

MOST_IMAGES = 40
CASE_KINDS = ["good_catch", "learning_point"]
LONGEST_TITLE = 120
LONGEST_TEXT = 20_000


class LearningCase(TenantModel):
    """A case for teaching: modality, body part, sex and age group of the study, and edited text.

    ``review`` is where it came from; it is shown to nobody.
    """

    review = TenantForeignKey(Review, related_name="+", db_index=False)
    kind = models.CharField(max_length=14)
    state = models.CharField(max_length=10, default=CaseState.DRAFT)
    title = models.CharField(max_length=LONGEST_TITLE)
    modality = models.CharField(max_length=16, blank=True)
    body_part = models.CharField(max_length=16, blank=True)
    age_group = models.CharField(max_length=12, blank=True)
    sex = models.CharField(max_length=1, blank=True)
    findings = models.TextField(blank=True, max_length=LONGEST_TEXT)
    impression = models.TextField(blank=True, max_length=LONGEST_TEXT)
    teaching_point = models.TextField(max_length=LONGEST_TEXT)
    created_at = models.DateTimeField(default=now)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=CaseState.values()), name="learning_case_state_known"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=CASE_KINDS), name="learning_case_kind_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_by__isnull=False),
                name="learning_case_published_by_somebody",
            ),
            models.UniqueConstraint(fields=["review"], name="learning_case_once_per_review"),
        ]
        indexes = [
            models.Index(fields=["tenant", "state", "-published_at"], name="learning_case_shelf")
        ]

    def images_in_order(self) -> "list[LearningImage]":
        return sorted(self.images.all(), key=lambda image: image.place)


class LearningImage(TenantModel):
    """A picture of a case: pixels as a person saw and confirmed them, and nothing of the object they came from.

    No attribute, no UID and no date of the object is kept, so that none has to be replaced (DICOM PS3.15 Annex E).
    """

    case = TenantForeignKey(LearningCase, related_name="images", db_index=False)
    place = models.PositiveSmallIntegerField(help_text="from 1")
    blob_key = models.CharField(max_length=200)
    digest = models.CharField(max_length=64, help_text="SHA-256 of the PNG file")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    confirmed_at = models.DateTimeField(default=now)
    confirmed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "place"], name="learning_image_place_once"),
            models.UniqueConstraint(fields=["case", "digest"], name="learning_image_once"),
        ]
