from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CommonConfig(AppConfig):
    name = "apps.common"
    label = "common"

    def ready(self) -> None:
        from apps.common.runtime_role import grant_runtime_role

        post_migrate.connect(grant_runtime_role, sender=self)
