from importlib import import_module

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "apps.reporting"
    label = "reporting"

    def ready(self) -> None:
        import_module("apps.reporting.subscribers")
