"""Which patients are in a reader's care by their work: said to the archive, which knows nothing of work."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef, Q

from apps.archive.selectors import opens_patients
from apps.common.clock import now
from apps.worklist.models import Claim, ReadingTask
from apps.worklist.selectors.eligibility import readable_class_ids
from apps.worklist.selectors.listing import OPEN_STATES
from apps.worklist.selectors.lookups import one_of

# From complete to listed takes an event; the first to look must not find nothing.
LISTED_WITHIN = timedelta(minutes=2)


@opens_patients
def open_by_work(reader_id: UUID, path: str) -> Q:
    """Studies of patients with an open task the reader may read, or one they held lately; and what is just here."""
    patient = OuterRef(f"{path}patient_id")
    waiting = ReadingTask.objects.filter(
        one_of("work_class_id", readable_class_ids(reader_id)),
        state__in=OPEN_STATES,
        study__patient_id=patient,
    ).exclude(excluded_readers__contains=[reader_id])
    lately = now() - timedelta(days=settings.CARE_LINK_DAYS)
    held = Claim.objects.filter(
        Q(ended_at=None) | Q(ended_at__gt=lately),
        reader_id=reader_id,
        task__study__patient_id=patient,
    )
    listed = ReadingTask.objects.filter(study_id=OuterRef(f"{path}id"))
    just_here = Q(**{f"{path}completed_at__gt": now() - LISTED_WITHIN}) & Q(~Exists(listed))
    return Q(Exists(waiting)) | Q(Exists(held)) | just_here
