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
def open_by_claims(reader_id: UUID, path: str) -> Q:
    """Studies of patients with a task that the reader holds or held lately; and what is here but not listed yet."""
    lately = now() - timedelta(days=settings.CARE_LINK_DAYS)
    held = Claim.objects.filter(
        Q(ended_at=None) | Q(ended_at__gt=lately),
        reader_id=reader_id,
        task__study__patient_id=OuterRef(f"{path}patient_id"),
    )
    listed = ReadingTask.objects.filter(study_id=OuterRef(f"{path}id"))
    just_here = Q(**{f"{path}completed_at__gt": now() - LISTED_WITHIN}) & Q(~Exists(listed))
    return Q(Exists(held)) | just_here


@opens_patients
def open_by_tasks(reader_id: UUID, path: str) -> Q:
    """Studies of patients with an open task that the reader may read: the next one can be fetched ahead."""
    waiting = ReadingTask.objects.filter(
        one_of("work_class_id", readable_class_ids(reader_id)),
        state__in=OPEN_STATES,
        study__patient_id=OuterRef(f"{path}patient_id"),
    ).exclude(excluded_readers__contains=[reader_id])
    return Q(Exists(waiting))
