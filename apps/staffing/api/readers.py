"""Readers, their skills, blocks and pools over HTTP."""

from typing import ClassVar
from uuid import UUID

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from apps.common.api.pagination import Pagination
from apps.staffing import services
from apps.staffing.api.base import MANAGE, VIEW, StaffingListView, StaffingView
from apps.staffing.api.queries import reader_filter, word
from apps.staffing.api.serializers import readers as forms
from apps.staffing.selectors import access_reader, credentials, listed_readers, reader_cards

READER = OpenApiParameter("reader", str, description="an id, or ‘me’")


class ReadersView(StaffingListView):
    capabilities: ClassVar = {"GET": VIEW}

    @extend_schema(
        operation_id="list_readers",
        parameters=[OpenApiParameter(name, str) for name in ("search", "pool", "skill")],
        responses=forms.ReaderSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        query = request.query_params
        found = listed_readers(
            search=word(query, "search"), pool=word(query, "pool"), skill=word(query, "skill")
        )
        page = Pagination()
        cards = reader_cards(page.paginate_queryset(found, request, self) or [])
        return page.get_paginated_response(forms.ReaderSerializer(cards, many=True).data)


class ReaderView(StaffingView):
    capabilities: ClassVar = {"GET": VIEW, "PATCH": MANAGE}

    @extend_schema(operation_id="get_reader", responses=forms.ReaderSerializer)
    def get(self, request: Request, reader_id: UUID) -> Response:
        return self._answer(reader_id)

    @extend_schema(
        operation_id="change_reader",
        request=forms.ReaderChangeSerializer,
        responses=forms.ReaderSerializer,
    )
    def patch(self, request: Request, reader_id: UUID) -> Response:
        changes = self.form(request, forms.ReaderChangeSerializer)
        services.change_profile(actor=self.actor, reader_id=reader_id, **changes)
        return self._answer(reader_id)

    def _answer(self, reader_id: UUID) -> Response:
        (card,) = reader_cards([access_reader(reader_id)])
        return Response(forms.ReaderSerializer(card).data)


class ReaderSkillsView(StaffingListView):
    capabilities: ClassVar = {"GET": VIEW, "POST": MANAGE}

    @extend_schema(
        operation_id="list_reader_skills",
        parameters=[READER],
        responses=forms.ReaderSkillSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        reader_id = reader_filter(request.query_params, self.actor)
        return self.page(
            credentials.skills(reader_id=reader_id), request, forms.ReaderSkillSerializer
        )

    @extend_schema(
        operation_id="set_reader_skill",
        request=forms.NewReaderSkillSerializer,
        responses={201: forms.ReaderSkillSerializer},
    )
    def post(self, request: Request) -> Response:
        values = self.form(request, forms.NewReaderSkillSerializer)
        held = services.set_skill(
            actor=self.actor,
            reader_id=values["reader"],
            skill=values["skill"],
            level=values["level"],
        )
        return Response(forms.ReaderSkillSerializer(held).data, status=201)


class ReaderSkillView(StaffingView):
    capabilities: ClassVar = {"DELETE": MANAGE}

    @extend_schema(operation_id="remove_reader_skill", responses={204: None})
    def delete(self, request: Request, skill_id: UUID) -> Response:
        services.remove_skill(actor=self.actor, skill_id=skill_id)
        return Response(status=204)


class ReaderBlocksView(StaffingListView):
    capabilities: ClassVar = {"GET": VIEW, "POST": MANAGE}

    @extend_schema(
        operation_id="list_reader_blocks",
        parameters=[READER],
        responses=forms.ReaderBlockSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        reader_id = reader_filter(request.query_params, self.actor)
        found = credentials.blocks(self.actor, reader_id=reader_id)
        return self.page(found, request, forms.ReaderBlockSerializer)

    @extend_schema(
        operation_id="block_reader",
        request=forms.NewReaderBlockSerializer,
        responses={201: forms.ReaderBlockSerializer},
    )
    def post(self, request: Request) -> Response:
        values = self.form(request, forms.NewReaderBlockSerializer)
        block = services.block_reader(
            actor=self.actor,
            reader_id=values["reader"],
            site_id=values["site"],
            patient_id=values["patient"],
            reason=values["reason"],
            starts_at=values["starts_at"],
            ends_at=values["ends_at"],
        )
        return Response(forms.ReaderBlockSerializer(block).data, status=201)


class ReaderBlockView(StaffingView):
    capabilities: ClassVar = {"PATCH": MANAGE}

    @extend_schema(
        operation_id="change_reader_block",
        request=forms.ReaderBlockChangeSerializer,
        responses=forms.ReaderBlockSerializer,
    )
    def patch(self, request: Request, block_id: UUID) -> Response:
        changes = self.form(request, forms.ReaderBlockChangeSerializer)
        block = services.change_block(actor=self.actor, block_id=block_id, **changes)
        return Response(forms.ReaderBlockSerializer(block).data)


class ReaderPoolsView(StaffingListView):
    capabilities: ClassVar = {"GET": VIEW, "POST": MANAGE}

    @extend_schema(
        operation_id="list_reader_pools", responses=forms.ReaderPoolSerializer(many=True)
    )
    def get(self, request: Request) -> Response:
        return self.page(credentials.pools(), request, forms.ReaderPoolSerializer)

    @extend_schema(
        operation_id="create_reader_pool",
        request=forms.NewReaderPoolSerializer,
        responses={201: forms.ReaderPoolSerializer},
    )
    def post(self, request: Request) -> Response:
        values = self.form(request, forms.NewReaderPoolSerializer)
        pool = services.create_pool(actor=self.actor, **values)
        shown = credentials.access_pool(pool.id)
        return Response(forms.ReaderPoolSerializer(shown).data, status=201)


class ReaderPoolView(StaffingView):
    capabilities: ClassVar = {"PATCH": MANAGE}

    @extend_schema(
        operation_id="change_reader_pool",
        request=forms.ReaderPoolChangeSerializer,
        responses=forms.ReaderPoolSerializer,
    )
    def patch(self, request: Request, pool_id: UUID) -> Response:
        changes = self.form(request, forms.ReaderPoolChangeSerializer)
        services.change_pool(actor=self.actor, pool_id=pool_id, **changes)
        return Response(forms.ReaderPoolSerializer(credentials.access_pool(pool_id)).data)
