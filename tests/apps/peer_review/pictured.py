"""A draft for the teaching library out of a study that has images."""

from uuid import UUID

from pydicom.uid import generate_uid

from apps.archive.models import Instance, Study
from apps.common.clock import now
from apps.common.isolation import tenant_context
from apps.peer_review import services
from apps.peer_review.models import Review
from apps.worklist.services import create_reading_task
from tests.apps.archive.factories import ct_slice, store_bytes
from tests.apps.peer_review.scenes import sampled, watch
from tests.apps.reporting.scenes import Reading
from tests.factories import Practice


def drafted_with_images(practice: Practice) -> tuple[UUID, str]:
    """The case, and the SOP Instance UID of the one CT image of its study."""
    uid = generate_uid()
    store_bytes(
        ct_slice(study=uid, series=generate_uid(), patient_id=uid[-16:]),
        tenant_id=practice.tenant_id,
        site=practice.site_a,
    )
    with tenant_context(practice.tenant_id):
        study = Study.objects.select_related("patient", "site").get(study_instance_uid=uid)
        Study.objects.filter(id=study.id).update(state="complete", completed_at=now())
        task = create_reading_task(actor=watch(practice), study_id=study.id)
        image = Instance.objects.get(study=study).sop_instance_uid
    reading = Reading(practice, study, task)
    reading.signed()
    review = sampled(practice, reading)
    with tenant_context(practice.tenant_id):
        Review.objects.filter(id=review.id).update(
            reviewer_id=practice.user_ids["reader2"], state="assigned"
        )
        services.score_review(
            actor=practice.actor("reader2"), review_id=review.id, score="2a", comment="A line."
        )
        case = services.make_case(
            actor=practice.actor("qa"),
            review_id=review.id,
            kind="learning_point",
            title="The edge",
            teaching_point="Scroll to both ends.",
        )
    return case.id, image
