from importlib import import_module

from django.apps import AppConfig


class StaffingConfig(AppConfig):
    name = "apps.staffing"
    label = "staffing"

    def ready(self) -> None:
        import_module("apps.staffing.subscribers")
