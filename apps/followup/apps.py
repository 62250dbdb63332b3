from importlib import import_module

from django.apps import AppConfig


class FollowUpConfig(AppConfig):
    name = "apps.followup"
    label = "followup"

    def ready(self) -> None:
        import_module("apps.followup.subscribers")
