"""The papers behind a credential: attached, opened, removed."""

import hashlib
from uuid import UUID

from django.db import IntegrityError, transaction

from apps.accounts.actors import Actor
from apps.common.clock import now
from apps.common.errors import Conflict, Unprocessable
from apps.staffing.documents import MOST_BYTES, MediaType, is_whole, media_type_of, safe_name
from apps.staffing.models import (
    CredentialDocument,
    CredentialDocumentContent,
    Licence,
    Privilege,
)
from apps.staffing.selectors.documents import access_document, attached_to, content_of
from apps.staffing.selectors.expiries import Kind
from apps.staffing.selectors.rows import lock_row
from apps.staffing.services.changes import audit

MOST_DOCUMENTS = 20


def attach_document(
    *, actor: Actor, kind: Kind, credential_id: UUID, name: str, content: bytes
) -> CredentialDocument:
    """Attaches a PDF, JPEG or PNG of at most 5 MB to a licence or privilege.

    Raises ``NotFound``, ``Unprocessable`` (what it is, how long it is, cut short), ``Conflict``: attached already, or
    twenty are.
    """
    actor.require("staffing.manage")
    credential: Licence | Privilege = (
        lock_row(Licence, credential_id, "licence")
        if kind == "licence"
        else lock_row(Privilege, credential_id, "privilege")
    )
    media_type = _media_type(content)
    if attached_to(credential) >= MOST_DOCUMENTS:
        raise Conflict(
            f"{MOST_DOCUMENTS} documents are attached already; remove one first.",
            code="too_many_documents",
        )
    document = CredentialDocument(
        reader_id=credential.reader_id,
        name=safe_name(name, media_type),
        media_type=media_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        attached_by_id=actor.require_user(),
        **{kind: credential},
    )
    _save(document, content)
    _tell(actor, "attached", document)
    return document


def open_document(*, actor: Actor, document_id: UUID) -> tuple[CredentialDocument, bytes]:
    """A document with its content, for whoever manages staff and its reader; each opening is audited.

    Raises ``NotFound``.
    """
    document = access_document(actor, document_id)
    content = content_of(document)
    _tell(actor, "opened", document)
    return document, content


def remove_document(*, actor: Actor, document_id: UUID) -> None:
    """Deletes the content for good; that it was there, whose and which (its SHA-256) stays. Raises ``NotFound``."""
    actor.require("staffing.manage")
    document = access_document(actor, document_id, lock=True)
    document.removed_at, document.removed_by_id = now(), actor.require_user()
    document.save(update_fields=["removed_at", "removed_by"])
    CredentialDocumentContent.objects.filter(document=document).delete()
    _tell(actor, "removed", document)


def require_document_size(size: int) -> None:
    """Raises ``Unprocessable`` for a file of so many bytes that it would not be kept."""
    if size > MOST_BYTES:
        raise Unprocessable(
            f"A document has at most {MOST_BYTES // 1024**2} MB. Scan it at a lower resolution, or attach it in parts.",
            code="document_too_large",
        )
    if size == 0:
        raise Unprocessable("The file is empty.", code="document_empty")


def _media_type(content: bytes) -> MediaType:
    require_document_size(len(content))
    media_type = media_type_of(content)
    if media_type is None:
        raise Unprocessable(
            "A document is a PDF, JPEG or PNG, whatever its name says. Save or scan it as one of these.",
            code="document_type_refused",
        )
    if not is_whole(content, media_type):
        raise Unprocessable(
            "The file breaks off before its end. Open it to see whether it is whole, and attach it again.",
            code="document_incomplete",
        )
    return media_type


def _save(document: CredentialDocument, content: bytes) -> None:
    try:
        with transaction.atomic():
            document.save(force_insert=True)
            CredentialDocumentContent.objects.create(document=document, content=content)
    except IntegrityError:
        raise Conflict("This very file is attached already.", code="document_exists") from None


def _tell(actor: Actor, what: str, document: CredentialDocument) -> None:
    audit(
        actor=actor,
        action=f"credential_document.{what}",
        subject=document,
        reader=document.reader_id,
        licence=document.licence_id,
        privilege=document.privilege_id,
        media_type=document.media_type,
        size=document.size,
        sha256=document.sha256,
    )
