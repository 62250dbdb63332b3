from importlib import import_module

from django.apps import AppConfig


class DictationConfig(AppConfig):
    name = "apps.dictation"
    label = "dictation"

    def ready(self) -> None:
        import_module("apps.dictation.subscribers")
