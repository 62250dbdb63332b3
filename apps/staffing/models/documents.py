"""The papers behind a licence or a privilege."""

from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual

from apps.accounts.models import User
from apps.common.clock import now
from apps.common.fields import TenantForeignKey
from apps.staffing.documents import MEDIA_TYPES, MOST_BYTES
from apps.staffing.models.credentials import Licence, Privilege
from apps.tenancy.models import TenantModel


class CredentialDocument(TenantModel):
    """One file attached to a licence or a privilege. A removed one stays as a row, without its content."""

    reader = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    licence = TenantForeignKey(Licence, null=True, related_name="documents")
    privilege = TenantForeignKey(Privilege, null=True, related_name="documents")
    name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=20)
    size = models.PositiveIntegerField(help_text="bytes")
    sha256 = models.CharField(max_length=64)
    attached_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    attached_at = models.DateTimeField(default=now)
    removed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(licence=None, privilege__isnull=False)
                | models.Q(licence__isnull=False, privilege=None),
                name="credential_document_of_one_credential",
            ),
            models.CheckConstraint(
                condition=models.Q(media_type__in=list(MEDIA_TYPES)),
                name="credential_document_media_type_known",
            ),
            models.CheckConstraint(
                condition=models.Q(size__gte=1, size__lte=MOST_BYTES),
                name="credential_document_size_allowed",
            ),
            models.CheckConstraint(
                condition=models.Q(removed_at=None, removed_by=None)
                | models.Q(removed_at__isnull=False, removed_by__isnull=False),
                name="credential_document_removed_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["licence", "sha256"],
                condition=models.Q(licence__isnull=False, removed_at=None),
                name="credential_document_once_per_licence",
            ),
            models.UniqueConstraint(
                fields=["privilege", "sha256"],
                condition=models.Q(privilege__isnull=False, removed_at=None),
                name="credential_document_once_per_privilege",
            ),
        ]
        indexes = [
            models.Index(
                fields=["tenant", "reader", "attached_at"], name="credential_document_of_reader"
            )
        ]


class CredentialDocumentContent(TenantModel):
    """The bytes, in a table of their own, so that no list ever carries them along."""

    document = TenantForeignKey(CredentialDocument, related_name="contents")
    content = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document"], name="credential_document_content_once"),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("content"), MOST_BYTES),
                name="credential_document_content_size_allowed",
            ),
        ]
