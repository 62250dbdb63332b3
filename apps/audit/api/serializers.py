"""How the audit trail and the outbox look on the wire."""

from typing import Any

from rest_framework import serializers

OUTBOX_STATES = ["pending", "delivered", "dead"]


class AuditActorSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField(source="actor_user_id", allow_null=True)
    name = serializers.CharField(source="actor_name")
    origin = serializers.CharField(source="actor_origin")
    address = serializers.CharField(allow_null=True)


class AuditEventSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    occurred_at = serializers.DateTimeField()
    action = serializers.CharField()
    actor = AuditActorSerializer(source="*")
    object_type = serializers.CharField()
    object_id = serializers.CharField()
    site_id = serializers.UUIDField(allow_null=True)
    detail = serializers.JSONField()


class OutboxDeliverySerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    event = serializers.CharField(source="event.name")
    payload = serializers.JSONField(source="event.payload")
    happened_at = serializers.DateTimeField(source="event.created_at")
    subscriber = serializers.CharField()
    state = serializers.ChoiceField(choices=OUTBOX_STATES)
    attempts = serializers.IntegerField()
    due_at = serializers.DateTimeField()
    delivered_at = serializers.DateTimeField(allow_null=True)
    last_error = serializers.CharField()
