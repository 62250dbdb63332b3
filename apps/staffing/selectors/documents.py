"""The papers behind credentials: for whoever manages staff, and each reader's own."""

from uuid import UUID

from django.db.models import QuerySet

from apps.accounts.actors import Actor
from apps.common.errors import NotFound
from apps.staffing.models import (
    CredentialDocument,
    CredentialDocumentContent,
    Licence,
    Privilege,
)


def documents(actor: Actor, *, reader_id: UUID | None = None) -> QuerySet[CredentialDocument]:
    """Documents, removed ones too, with the people concerned, the newest first; never their content."""
    found: QuerySet[CredentialDocument] = CredentialDocument.objects.select_related(
        "reader", "attached_by", "removed_by"
    ).order_by("-attached_at", "-id")
    if not actor.can("staffing.manage"):
        found = found.filter(reader_id=actor.require_user())
    return found.filter(reader_id=reader_id) if reader_id else found


def access_document(actor: Actor, document_id: UUID, *, lock: bool = False) -> CredentialDocument:
    """A document that was not removed; raises ``NotFound`` for a colleague's as for a foreign one."""
    found = documents(actor).filter(id=document_id, removed_at=None)
    document = (found.select_for_update(of=("self",)) if lock else found).first()
    if document is None:
        raise NotFound("There is no such document; it may have been removed.")
    return document


def attached_to(credential: Licence | Privilege) -> int:
    """How many documents the credential has that were not removed."""
    kind = "licence" if isinstance(credential, Licence) else "privilege"
    attached = CredentialDocument.objects.filter(**{kind: credential}, removed_at=None)
    return int(attached.count())


def content_of(document: CredentialDocument) -> bytes:
    """The file exactly as it was attached."""
    return bytes(
        CredentialDocumentContent.objects.values_list("content", flat=True).get(document=document)
    )
