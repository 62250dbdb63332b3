"""The shape of the schema: references point down, tenant rows say so, ids never come from a sequence."""

from django.apps import apps
from django.db import models

from apps.tenancy.models import TenantModel

LAYERS = [
    {"common"},
    {"tenancy"},
    {"accounts"},
    {"audit"},
    {"archive"},
    {"intake", "orders", "staffing"},
    {"worklist"},
    {"reporting"},
    {"dictation", "followup"},
    {"peer_review", "billing"},
    {"interop"},
    {"delivery", "notifications", "analytics"},
]
HEIGHT = {label: height for height, layer in enumerate(LAYERS) for label in layer}
FRAMEWORK = {"auth", "contenttypes", "sessions"}

# Models without a tenant foreign key, and why each is safe.
NOT_TENANT_MODELS = {
    "tenancy.Tenant": "is the tenant; its policy compares the id",
    "accounts.User": "one person, many tenants; its policy asks for a membership",
    "common.OutboxEvent": "below tenancy; carries tenant_id, the reference is made in tenancy's migration",
    "common.OutboxDelivery": "as OutboxEvent",
}


def own_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model._meta.app_label not in FRAMEWORK]


def test_every_app_has_its_height() -> None:
    assert {model._meta.app_label for model in own_models()} <= set(HEIGHT)


def test_foreign_keys_point_down_or_stay_in_their_app() -> None:
    for model in own_models():
        for field in model._meta.local_fields:
            if field.remote_field is None:
                continue
            own, target = model._meta.app_label, field.remote_field.model._meta.app_label
            assert own == target or HEIGHT[target] < HEIGHT[own], (
                f"{model._meta.label}.{field.name}"
            )


def test_every_model_is_tenant_scoped_or_named_here() -> None:
    named = {model._meta.label for model in own_models() if not issubclass(model, TenantModel)}
    assert named == set(NOT_TENANT_MODELS)


def test_references_between_tenant_rows_are_kept_within_the_tenant() -> None:
    for model in own_models():
        for field in model._meta.local_fields:
            target = getattr(field.remote_field, "model", None)
            if target and issubclass(target, TenantModel):
                assert getattr(field, "within_tenant", False), f"{model._meta.label}.{field.name}"


def test_nothing_is_deleted_with_its_tenant_or_its_people() -> None:
    for model in own_models():
        for field in model._meta.local_fields:
            if (
                isinstance(field, models.ForeignKey)
                and field.remote_field.on_delete is models.CASCADE
            ):
                assert field.remote_field.model._meta.app_label == model._meta.app_label, field


def test_primary_keys_are_random_looking_and_sortable() -> None:
    for model in own_models():
        assert isinstance(model._meta.pk, models.UUIDField), model._meta.label


def test_status_columns_are_checked_by_the_database() -> None:
    for model in own_models():
        if any(field.name == "state" for field in model._meta.local_fields):
            checks = [c for c in model._meta.constraints if isinstance(c, models.CheckConstraint)]
            assert any("state" in str(check.condition) for check in checks), model._meta.label
