"""Where notices to people outside leave the product: one function per channel, and no PHI through any of them."""

import logging
import smtplib

from django.conf import settings
from django.core.mail import EmailMessage

logger = logging.getLogger(__name__)


def send_mail_notice(*, to: str, subject: str, text: str) -> bool:
    """Hands one mail to the mail service; False where there is none or it refuses, which the caller puts on record."""
    if not settings.EMAIL_HOST:
        return False
    try:
        sent = EmailMessage(subject=subject, body=text, to=[to]).send()
    except (smtplib.SMTPException, OSError) as error:
        logger.warning("A notice could not be mailed: %s", type(error).__name__)
        return False
    return bool(sent)
