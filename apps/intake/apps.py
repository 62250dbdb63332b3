from importlib import import_module

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "apps.intake"
    label = "intake"

    def ready(self) -> None:
        import_module("apps.intake.subscribers")
