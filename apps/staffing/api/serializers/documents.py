"""What documents of credentials look like."""

from typing import Any

from rest_framework import serializers

from apps.accounts.api.serializers import PersonSerializer
from apps.staffing.documents import MEDIA_TYPES
from apps.staffing.models import CredentialDocument

DOCUMENT_MEDIA_TYPES = MEDIA_TYPES


class CredentialDocumentSerializer(serializers.ModelSerializer[CredentialDocument]):
    reader = PersonSerializer()
    licence = serializers.UUIDField(source="licence_id", allow_null=True)
    privilege = serializers.UUIDField(source="privilege_id", allow_null=True)
    media_type = serializers.ChoiceField(choices=DOCUMENT_MEDIA_TYPES)
    attached_by = PersonSerializer()
    removed_by = PersonSerializer(allow_null=True)

    class Meta:
        model = CredentialDocument
        fields = (
            "id",
            "reader",
            "licence",
            "privilege",
            "name",
            "media_type",
            "size",
            "sha256",
            "attached_by",
            "attached_at",
            "removed_by",
            "removed_at",
        )
        read_only_fields = fields


class NewCredentialDocumentSerializer(serializers.Serializer[Any]):
    file = serializers.FileField(
        allow_empty_file=True, help_text="a PDF, JPEG or PNG of at most 5 MB"
    )
