"""The text of an API token: which tenant and token it names, and the secret that proves it. Pure."""

import hashlib
import secrets
from dataclasses import dataclass
from uuid import UUID

PREFIX = "teleread"


@dataclass(frozen=True, slots=True)
class TokenText:
    tenant_id: UUID
    token_id: UUID
    secret: str

    def __str__(self) -> str:
        return f"{PREFIX}_{self.tenant_id.hex}_{self.token_id.hex}_{self.secret}"

    @property
    def digest(self) -> str:
        """What is stored. The secret has 256 random bits, so a plain hash cannot be guessed back."""
        return hashlib.sha256(self.secret.encode()).hexdigest()


def new_token_text(tenant_id: UUID, token_id: UUID) -> TokenText:
    return TokenText(tenant_id, token_id, secrets.token_hex(32))


def parse_token(text: str) -> TokenText | None:
    """The parts of a token, or None where it is none of ours."""
    parts = text.split("_")
    if len(parts) != 4 or parts[0] != PREFIX:
        return None
    try:
        return TokenText(UUID(hex=parts[1]), UUID(hex=parts[2]), parts[3])
    except ValueError:
        return None
