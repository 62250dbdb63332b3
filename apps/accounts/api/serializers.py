from typing import Any

from rest_framework import serializers


class LogInSerializer(serializers.Serializer[Any]):
    email = serializers.EmailField(max_length=254)
    password = serializers.CharField(max_length=1000, trim_whitespace=False)
    tenant = serializers.SlugField(required=False, allow_null=True)


class TenantChoiceSerializer(serializers.Serializer[Any]):
    tenant = serializers.SlugField()


class TenantSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    slug = serializers.CharField()
    name = serializers.CharField()


class MembershipSerializer(serializers.Serializer[Any]):
    tenant = TenantSerializer()
    roles = serializers.ListField(child=serializers.CharField())


class PersonSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    email = serializers.EmailField()
    name = serializers.CharField()


class SiteSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    slug = serializers.CharField()
    name = serializers.CharField()
    time_zone = serializers.CharField()


class SessionSerializer(serializers.Serializer[Any]):
    user = PersonSerializer()
    tenant = TenantSerializer()
    memberships = MembershipSerializer(many=True)
    roles = serializers.ListField(child=serializers.CharField())
    capabilities = serializers.ListField(child=serializers.CharField())
    sites = SiteSerializer(many=True)
    idle_timeout_seconds = serializers.IntegerField()


class ApiTokenSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField(read_only=True)
    name = serializers.CharField(max_length=100)
    scopes = serializers.ListField(child=serializers.CharField(max_length=50), allow_empty=False)
    created_at = serializers.DateTimeField(read_only=True)
    expires_at = serializers.DateTimeField(read_only=True)
    revoked_at = serializers.DateTimeField(read_only=True, allow_null=True)
    last_used_at = serializers.DateTimeField(read_only=True, allow_null=True)


class NewApiTokenSerializer(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=100)
    scopes = serializers.ListField(child=serializers.CharField(max_length=50), allow_empty=False)
    expires_in_days = serializers.IntegerField(min_value=1, max_value=366)


class IssuedApiTokenSerializer(ApiTokenSerializer):
    token = serializers.CharField(read_only=True)
