"""What the intake's REST resources look like."""

from typing import Any

from rest_framework import serializers

from apps.intake.models import Peer, QuarantineItem
from apps.intake.states import QuarantineState
from apps.tenancy.models import Site


class SiteDetailSerializer(serializers.ModelSerializer[Site]):
    class Meta:
        model = Site
        fields = (
            "id",
            "slug",
            "name",
            "time_zone",
            "jurisdictions",
            "quiet_seconds",
            "confirms_studies",
            "confirm_within_minutes",
            "active",
        )
        read_only_fields = fields


class SiteReferenceSerializer(serializers.ModelSerializer[Site]):
    class Meta:
        model = Site
        fields = ("id", "slug", "name")
        read_only_fields = fields


class PeerSerializer(serializers.ModelSerializer[Peer]):
    site = SiteReferenceSerializer()

    class Meta:
        model = Peer
        fields = (
            "id",
            "site",
            "ae_title",
            "called_ae_title",
            "host",
            "port",
            "allowed_networks",
            "active",
            "last_seen_at",
        )
        read_only_fields = fields


class NewPeerSerializer(serializers.Serializer[Any]):
    site = serializers.SlugField(help_text="the site's slug")
    ae_title = serializers.CharField(max_length=64)
    called_ae_title = serializers.CharField(max_length=64, required=False)
    host = serializers.CharField(max_length=255, required=False, allow_blank=True, default="")
    port = serializers.IntegerField(required=False, allow_null=True, default=None)
    allowed_networks = serializers.ListField(
        child=serializers.CharField(max_length=50), required=False, default=list, max_length=50
    )


class QuarantineItemSerializer(serializers.ModelSerializer[QuarantineItem]):
    site = SiteReferenceSerializer()
    state = serializers.ChoiceField(choices=QuarantineState.values())
    received_at = serializers.DateTimeField(source="arrival.received_at")
    receiver = serializers.CharField(source="arrival.receiver")
    sop_class_uid = serializers.CharField(source="arrival.sop_class_uid")
    sop_instance_uid = serializers.CharField(source="arrival.sop_instance_uid")
    study_instance_uid = serializers.CharField(source="arrival.study_instance_uid")
    size = serializers.IntegerField(source="arrival.size")

    class Meta:
        model = QuarantineItem
        fields = (
            "id",
            "site",
            "state",
            "reason",
            "detail",
            "created_at",
            "received_at",
            "receiver",
            "sop_class_uid",
            "sop_instance_uid",
            "study_instance_uid",
            "size",
        )
        read_only_fields = fields
