"""What sites look like wherever staffing names them."""

from rest_framework import serializers

from apps.tenancy.models import Site


class StaffingSiteSerializer(serializers.ModelSerializer[Site]):
    class Meta:
        model = Site
        fields = ("id", "slug", "name", "jurisdictions")
        read_only_fields = fields
