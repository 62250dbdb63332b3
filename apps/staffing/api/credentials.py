"""Licences, privileges, where sites lie, and what ends soon, over HTTP."""

from datetime import timedelta
from typing import ClassVar
from uuid import UUID

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from apps.common.clock import now
from apps.staffing import services
from apps.staffing.api.base import MANAGE, VIEW, StaffingListView, StaffingView
from apps.staffing.api.queries import choice, reader_filter, whole_number, word
from apps.staffing.api.readers import READER
from apps.staffing.api.serializers import credentials as forms
from apps.staffing.api.serializers.shared import StaffingSiteSerializer
from apps.staffing.selectors import credentials, expiries
from apps.staffing.validity import STATES
from apps.tenancy.jurisdictions import jurisdictions

STATE = OpenApiParameter("state", str, enum=list(STATES))
SITE = OpenApiParameter("site", str, description="slugs, separated by commas")
LONGEST_VIEW = 3650


class LicencesView(StaffingListView):
    capabilities: ClassVar = {"GET": VIEW, "POST": MANAGE}

    @extend_schema(
        operation_id="list_licences",
        parameters=[READER, STATE],
        responses=forms.LicenceSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        query = request.query_params
        found = credentials.licences(
            self.actor,
            reader_id=reader_filter(query, self.actor),
            state=choice(query, "state", STATES),
        )
        return self.page(found, request, forms.LicenceSerializer)

    @extend_schema(
        operation_id="add_licence",
        request=forms.NewLicenceSerializer,
        responses={201: forms.LicenceSerializer},
    )
    def post(self, request: Request) -> Response:
        values = self.form(request, forms.NewLicenceSerializer)
        reader_id = values.pop("reader")
        licence = services.add_licence(actor=self.actor, reader_id=reader_id, **values)
        return Response(forms.LicenceSerializer(licence, context=self.context).data, status=201)


class LicenceView(StaffingView):
    capabilities: ClassVar = {"PATCH": MANAGE}

    @extend_schema(
        operation_id="change_licence",
        request=forms.LicenceChangeSerializer,
        responses=forms.LicenceSerializer,
    )
    def patch(self, request: Request, licence_id: UUID) -> Response:
        changes = self.form(request, forms.LicenceChangeSerializer)
        licence = services.change_licence(actor=self.actor, licence_id=licence_id, **changes)
        return Response(forms.LicenceSerializer(licence, context=self.context).data)


class PrivilegesView(StaffingListView):
    capabilities: ClassVar = {"GET": VIEW, "POST": MANAGE}

    @extend_schema(
        operation_id="list_privileges",
        parameters=[READER, SITE, STATE],
        responses=forms.PrivilegeSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        query = request.query_params
        found = credentials.privileges(
            self.actor,
            reader_id=reader_filter(query, self.actor),
            site=word(query, "site"),
            state=choice(query, "state", STATES),
        )
        return self.page(found, request, forms.PrivilegeSerializer)

    @extend_schema(
        operation_id="grant_privilege",
        request=forms.NewPrivilegeSerializer,
        responses={201: forms.PrivilegeSerializer},
    )
    def post(self, request: Request) -> Response:
        values = self.form(request, forms.NewPrivilegeSerializer)
        privilege = services.grant_privilege(
            actor=self.actor, reader_id=values.pop("reader"), site_id=values.pop("site"), **values
        )
        return Response(forms.PrivilegeSerializer(privilege).data, status=201)


class PrivilegeView(StaffingView):
    capabilities: ClassVar = {"PATCH": MANAGE}

    @extend_schema(
        operation_id="change_privilege",
        request=forms.PrivilegeChangeSerializer,
        responses=forms.PrivilegeSerializer,
    )
    def patch(self, request: Request, privilege_id: UUID) -> Response:
        changes = self.form(request, forms.PrivilegeChangeSerializer)
        changed = services.change_privilege(actor=self.actor, privilege_id=privilege_id, **changes)
        return Response(forms.PrivilegeSerializer(changed).data)


class CredentialExpiriesView(StaffingListView):
    capabilities: ClassVar = {"GET": VIEW}

    @extend_schema(
        operation_id="list_credential_expiries",
        parameters=[READER, OpenApiParameter("within_days", int, default=90)],
        responses=forms.CredentialExpirySerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        query = request.query_params
        days = whole_number(query, "within_days", 90, LONGEST_VIEW)
        reader_id = reader_filter(query, self.actor)
        if credentials.is_colleague(self.actor):
            reader_id = self.actor.require_user()
        found = expiries(
            since=now(),
            until=now() + timedelta(days=days),
            reader_ids=None if reader_id is None else [reader_id],
        )
        return self.page(found, request, forms.CredentialExpirySerializer)


class JurisdictionsView(StaffingListView):
    capabilities: ClassVar = {"GET": VIEW}

    @extend_schema(
        operation_id="list_jurisdictions",
        parameters=[OpenApiParameter("search", str)],
        responses=forms.JurisdictionSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        wanted = word(request.query_params, "search").casefold()
        found = [
            {"code": code, "name": name}
            for code, name in jurisdictions().items()
            if wanted in name.casefold() or code.casefold().startswith(wanted)
        ]
        return self.page(found, request, forms.JurisdictionSerializer)


class SiteJurisdictionsView(StaffingView):
    capabilities: ClassVar = {"PUT": MANAGE}

    @extend_schema(
        operation_id="set_site_jurisdictions",
        request=forms.SiteJurisdictionsSerializer,
        responses=StaffingSiteSerializer,
    )
    def put(self, request: Request, site_id: UUID) -> Response:
        values = self.form(request, forms.SiteJurisdictionsSerializer)
        site = services.set_site_jurisdictions(actor=self.actor, site_id=site_id, **values)
        return Response(StaffingSiteSerializer(site).data)
