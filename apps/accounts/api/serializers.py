from typing import Any

from rest_framework import serializers

from apps.accounts.capabilities import Capability, Role

ROLES = [role.value for role in Role]
CAPABILITIES = [capability.value for capability in Capability]


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
    roles = serializers.ListField(child=serializers.ChoiceField(choices=ROLES))


class UserSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    email = serializers.EmailField()
    name = serializers.CharField()


class PersonSerializer(serializers.Serializer[Any]):
    """A user as others see them."""

    id = serializers.UUIDField()
    name = serializers.CharField()


class SiteSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    slug = serializers.CharField()
    name = serializers.CharField()
    time_zone = serializers.CharField()


class SessionSerializer(serializers.Serializer[Any]):
    user = UserSerializer()
    tenant = TenantSerializer()
    memberships = MembershipSerializer(many=True)
    roles = serializers.ListField(child=serializers.ChoiceField(choices=ROLES))
    capabilities = serializers.ListField(child=serializers.ChoiceField(choices=CAPABILITIES))
    sites = SiteSerializer(many=True)
    idle_timeout_seconds = serializers.IntegerField()


class ApiTokenSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()
    scopes = serializers.ListField(child=serializers.ChoiceField(choices=CAPABILITIES))
    created_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField()
    revoked_at = serializers.DateTimeField(allow_null=True)
    last_used_at = serializers.DateTimeField(allow_null=True)


class NewApiTokenSerializer(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=100)
    scopes = serializers.ListField(child=serializers.CharField(max_length=50), allow_empty=False)
    expires_in_days = serializers.IntegerField(min_value=1, max_value=366)


class IssuedApiTokenSerializer(ApiTokenSerializer):
    token = serializers.CharField(help_text="shown once; only its hash is kept")
