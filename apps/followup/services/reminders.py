"""Mails to a site that a follow-up there needs attention: no patient in them, and one a day for each contact."""

from collections.abc import Collection
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.utils import IntegrityError

from apps.accounts.actors import Actor
from apps.audit.services import record
from apps.common.errors import NotFound
from apps.followup.models import FollowUp, ReminderContact, ReminderMail
from apps.followup.selectors import reminder_contacts
from apps.followup.services.steps import today_at
from apps.reporting.models import SiteContact
from apps.reporting.services.notices import send_mail_notice
from apps.tenancy.models import Site
from apps.tenancy.selectors import current_tenant


def choose_reminder_contacts(
    *, actor: Actor, site_id: UUID, contact_ids: Collection[UUID]
) -> list[SiteContact]:
    """From now on these contacts of the site, and no others, are reminded by mail.

    Raises ``NotFound`` for a contact that is not an active one of the site with a mail address.
    """
    actor.require("critical.manage")
    chosen = list(
        SiteContact.objects.filter(site_id=site_id, active=True, id__in=contact_ids).exclude(
            email=""
        )
    )
    if not Site.objects.filter(id=site_id).exists() or len(chosen) != len(set(contact_ids)):
        raise NotFound("Choose active contacts of this site that have a mail address.")
    ReminderContact.objects.filter(contact__site_id=site_id).exclude(contact__in=chosen).delete()
    for contact in chosen:
        ReminderContact.objects.get_or_create(contact=contact)
    record(
        actor=actor,
        action="follow_up.reminder_contacts_chosen",
        object_type="site",
        object_id=site_id,
        site_id=site_id,
        detail={"contacts": [str(contact.id) for contact in chosen]},
    )
    return reminder_contacts(site_id=site_id)


def reminder_contacts_of(*, actor: Actor, site_id: UUID) -> list[SiteContact]:
    """Who at the site is reminded by mail. Raises ``NotFound``."""
    actor.require("critical.manage")
    if not Site.objects.filter(id=site_id).exists():
        raise NotFound("There is no such site.")
    return reminder_contacts(site_id=site_id)


def mail_reminder(*, actor: Actor, follow_up_id: UUID) -> int:
    """Writes to the site's reminder contacts who have had no mail today; answers how many mails were handed over.

    A second call on the same day changes nothing.
    """
    follow_up: FollowUp = FollowUp.objects.select_related("site").get(id=follow_up_id)
    day = today_at(follow_up.site.time_zone)
    sent = 0
    for contact in reminder_contacts(site_id=follow_up.site_id):
        mail = _claim_day(contact, day)
        if mail:
            mail.sent = send_mail_notice(
                to=contact.email,
                subject=f"{current_tenant().name}: follow-ups need attention",
                text=_text(follow_up.site),
            )
            mail.save(update_fields=["sent"])
            sent += mail.sent
            record(
                actor=actor,
                action="follow_up.reminder_mailed",
                object_type="site",
                object_id=follow_up.site_id,
                site_id=follow_up.site_id,
                detail={"contact": str(contact.id), "sent": mail.sent},
            )
    return sent


def _claim_day(contact: SiteContact, day: object) -> ReminderMail | None:
    """The day's mail to this contact, if nobody has it yet."""
    try:
        with transaction.atomic():
            mail: ReminderMail = ReminderMail.objects.create(contact=contact, day=day, sent=False)
    except IntegrityError:
        return None
    return mail


def _text(site: Site) -> str:
    return (
        f"At {site.name}, follow-up examinations that were recommended are due or overdue. Open this address, log in, "
        f"and see which:\n\n{settings.PUBLIC_URL}/follow-ups\n\nFor the patients' sake this message names nobody.\n"
    )
