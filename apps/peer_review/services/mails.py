"""One mail a day, and no more, to whom peer review has something for; it names nobody."""

from django.conf import settings
from django.db import transaction
from django.db.utils import IntegrityError

from apps.accounts.actors import Actor
from apps.accounts.models import User
from apps.audit.services import record
from apps.common.clock import now
from apps.peer_review.handing_over import DAY, handed_over_before, last_morning
from apps.peer_review.models import ReviewMail, ReviewMailChoice
from apps.peer_review.selectors.waiting import Waiting, new_between, people_of_practice, wants_mail
from apps.reporting.services.notices import send_mail_notice
from apps.tenancy.selectors import current_tenant


def mail_new(*, actor: Actor) -> int:
    """Writes to everybody for whom something came since the morning before; answers how many mails were handed over.

    Called again on the same day it writes to nobody.
    """
    at = now()
    end, day = handed_over_before(at), last_morning(at).date()
    found = new_between(end - DAY, end)
    told = set(ReviewMail.objects.filter(day=day).values_list("person_id", flat=True))
    sent = 0
    for person in people_of_practice(found.keys() - told):
        mail = _claim_day(person, day)
        if mail and wants_mail(person.id):
            mail.sent = send_mail_notice(
                to=person.email,
                subject=f"{current_tenant().name}: peer review",
                text=_text(found[person.id]),
            )
            mail.save(update_fields=["sent"])
            sent += mail.sent
            record(
                actor=actor,
                action="review_mail.sent",
                object_type="review_mail",
                object_id=mail.id,
                detail={"sent": mail.sent},
            )
    return sent


def choose_mail(*, actor: Actor, wanted: bool) -> None:
    """Whether the actor is written to from now on."""
    ReviewMailChoice.objects.update_or_create(
        person_id=actor.require_user(), defaults={"wanted": wanted}
    )


def _claim_day(person: User, day: object) -> ReviewMail | None:
    try:
        with transaction.atomic():
            mail: ReviewMail = ReviewMail.objects.create(person=person, day=day)
    except IntegrityError:
        return None
    return mail


def _text(waits: Waiting) -> str:
    lines = [
        f"{name}: {count}"
        for name, count in (
            ("Reviews for you to do", waits.reviews),
            ("Reports of yours that were reviewed", waits.feedback),
            ("Cases for the committee", waits.cases),
        )
        if count
    ]
    return (
        "New since yesterday in peer review:\n\n"
        + "\n".join(lines)
        + f"\n\nOpen this address and log in: {settings.PUBLIC_URL}/peer-review\n\n"
        "This message names no patient and no colleague. You can turn it off on that page.\n"
    )
