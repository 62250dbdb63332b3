from importlib import import_module

from django.apps import AppConfig


class WorklistConfig(AppConfig):
    name = "apps.worklist"
    label = "worklist"

    def ready(self) -> None:
        import_module("apps.worklist.selectors.care")
        import_module("apps.worklist.subscribers")
