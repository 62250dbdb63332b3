"""The papers behind licences and privileges, over HTTP."""

from typing import ClassVar
from uuid import UUID

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from apps.staffing import services
from apps.staffing.api.base import MANAGE, OWN, StaffingListView, StaffingView
from apps.staffing.api.queries import reader_filter
from apps.staffing.api.readers import READER
from apps.staffing.api.serializers.documents import (
    CredentialDocumentSerializer,
    NewCredentialDocumentSerializer,
)
from apps.staffing.documents import MEDIA_TYPES, MOST_BYTES
from apps.staffing.selectors.documents import documents
from apps.staffing.selectors.expiries import Kind

AROUND_THE_FILE = 64 * 1024
"""What a multipart body may have beside the file's own bytes."""


class CredentialDocumentsView(StaffingListView):
    capabilities: ClassVar = {"GET": (MANAGE, OWN)}

    @extend_schema(
        operation_id="list_credential_documents",
        parameters=[READER],
        responses=CredentialDocumentSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        reader_id = reader_filter(request.query_params, self.actor)
        found = documents(self.actor, reader_id=reader_id)
        return self.page(found, request, CredentialDocumentSerializer)


class _AttachmentsView(StaffingView):
    capabilities: ClassVar = {"POST": MANAGE}
    parser_classes = (MultiPartParser,)
    kind: ClassVar[Kind]

    def attach(self, request: Request, credential_id: UUID) -> Response:
        announced = request.META.get("CONTENT_LENGTH") or "0"
        if announced.isdecimal() and int(announced) > MOST_BYTES + AROUND_THE_FILE:
            services.require_document_size(int(announced))
        file = self.form(request, NewCredentialDocumentSerializer)["file"]
        services.require_document_size(file.size)
        document = services.attach_document(
            actor=self.actor,
            kind=self.kind,
            credential_id=credential_id,
            name=file.name,
            content=file.read(),
        )
        return Response(CredentialDocumentSerializer(document).data, status=201)


class LicenceDocumentsView(_AttachmentsView):
    kind = "licence"

    @extend_schema(
        operation_id="attach_licence_document",
        request={"multipart/form-data": NewCredentialDocumentSerializer},
        responses={201: CredentialDocumentSerializer},
    )
    def post(self, request: Request, licence_id: UUID) -> Response:
        return self.attach(request, licence_id)


class PrivilegeDocumentsView(_AttachmentsView):
    kind = "privilege"

    @extend_schema(
        operation_id="attach_privilege_document",
        request={"multipart/form-data": NewCredentialDocumentSerializer},
        responses={201: CredentialDocumentSerializer},
    )
    def post(self, request: Request, privilege_id: UUID) -> Response:
        return self.attach(request, privilege_id)


class CredentialDocumentView(StaffingView):
    capabilities: ClassVar = {"DELETE": MANAGE}

    @extend_schema(operation_id="remove_credential_document", responses={204: None})
    def delete(self, request: Request, document_id: UUID) -> Response:
        services.remove_document(actor=self.actor, document_id=document_id)
        return Response(status=204)


class CredentialDocumentContentView(StaffingView):
    """The file itself. It is saved, never shown: what strangers wrote does not run under this address."""

    capabilities: ClassVar = {"GET": (MANAGE, OWN)}

    @extend_schema(
        operation_id="open_credential_document",
        responses={(200, media_type): OpenApiTypes.BINARY for media_type in MEDIA_TYPES},
    )
    def get(self, request: Request, document_id: UUID) -> HttpResponse:
        document, content = services.open_document(actor=self.actor, document_id=document_id)
        return HttpResponse(
            content,
            content_type=document.media_type,
            headers={
                "Content-Disposition": content_disposition_header(True, document.name)
                or "attachment",
                "X-Content-Type-Options": "nosniff",
                "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
                "Cache-Control": "private, no-store",
            },
        )
