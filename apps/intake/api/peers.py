"""The DICOM nodes that may send, and the sites they send for."""

from typing import ClassVar

from django.conf import settings
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.api.base import TenantView
from apps.accounts.permissions import ANY_MEMBER
from apps.common.api.pagination import Pagination
from apps.intake.api.serializers import NewPeerSerializer, PeerSerializer, SiteDetailSerializer
from apps.intake.selectors import access_site, visible_peers, visible_sites
from apps.intake.services import add_peer


class PeersView(TenantView):
    pagination_class: ClassVar = Pagination
    capabilities: ClassVar = {
        "GET": ("intake.view", "intake.manage", "peers.manage"),
        "POST": "peers.manage",
    }

    @extend_schema(operation_id="list_peers", responses=PeerSerializer(many=True))
    def get(self, request: Request) -> Response:
        page = Pagination()
        rows = page.paginate_queryset(visible_peers(self.actor), request, self)
        return page.get_paginated_response(PeerSerializer(rows, many=True).data)

    @extend_schema(
        operation_id="add_peer", request=NewPeerSerializer, responses={201: PeerSerializer}
    )
    def post(self, request: Request) -> Response:
        form = NewPeerSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        values = form.validated_data
        peer = add_peer(
            actor=self.actor,
            site=access_site(actor=self.actor, slug=values["site"]),
            ae_title=values["ae_title"],
            called_ae_title=values.get("called_ae_title") or settings.DICOM_AE_TITLE,
            host=values["host"],
            port=values["port"],
            allowed_networks=values["allowed_networks"],
        )
        return Response(PeerSerializer(peer).data, status=201)


class SitesView(TenantView):
    pagination_class: ClassVar = Pagination
    capabilities: ClassVar = {"GET": ANY_MEMBER}

    @extend_schema(operation_id="list_sites", responses=SiteDetailSerializer(many=True))
    def get(self, request: Request) -> Response:
        page = Pagination()
        rows = page.paginate_queryset(visible_sites(self.actor), request, self)
        return page.get_paginated_response(SiteDetailSerializer(rows, many=True).data)
