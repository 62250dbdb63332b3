"""The text of an acknowledgement link: which practice and link it names, and a proof that the product made it."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.crypto import constant_time_compare, salted_hmac

SALT = "apps.reporting.acknowledgement_link"


@dataclass(frozen=True, slots=True)
class LinkToken:
    tenant_id: UUID
    link_id: UUID


def token_text(token: LinkToken) -> str:
    """URL-safe; the last part is 256 bits that nobody without the installation's key can guess."""
    return f"{token.tenant_id.hex}-{token.link_id.hex}-{_proof(token)}"


def parse_token(text: str) -> LinkToken | None:
    """The ids of a link whose proof holds, else None."""
    parts = text.split("-")
    if len(parts) != 3:
        return None
    try:
        token = LinkToken(UUID(hex=parts[0]), UUID(hex=parts[1]))
    except ValueError:
        return None
    return token if constant_time_compare(_proof(token), parts[2]) else None


def _proof(token: LinkToken) -> str:
    value = f"{token.tenant_id.hex}{token.link_id.hex}"
    return salted_hmac(SALT, value, algorithm="sha256").hexdigest()
