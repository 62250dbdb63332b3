"""What a practice allows its readers to dictate with."""

from django.db import models
from django.db.models import Q

from apps.tenancy.models import TenantModel

LANGUAGES = ["en", "de", "es", "fr", "it", "nl", "pt"]
DEFAULT_RETENTION_DAYS = 30
MOST_RETENTION_DAYS = 3650


class DictationSettings(TenantModel):
    """One row per practice; none stands for the defaults."""

    language = models.CharField(max_length=2, default="en", help_text="ISO 639-1")
    browser_speech = models.BooleanField(
        default=False,
        help_text="the browser's maker may process the sound elsewhere: off unless the practice says so",
    )
    transcription = models.BooleanField(
        default=True, help_text="recordings may be sent to be typed"
    )
    retention_days = models.PositiveSmallIntegerField(
        default=DEFAULT_RETENTION_DAYS,
        help_text="a recording is deleted so long after its text was accepted or it was discarded",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant"], name="dictation_settings_once"),
            models.CheckConstraint(
                condition=Q(language__in=LANGUAGES), name="dictation_language_known"
            ),
            models.CheckConstraint(
                condition=Q(retention_days__lte=MOST_RETENTION_DAYS),
                name="dictation_retention_bounded",
            ),
        ]
