from importlib import import_module

from django.apps import AppConfig


class PeerReviewConfig(AppConfig):
    name = "apps.peer_review"
    label = "peer_review"

    def ready(self) -> None:
        import_module("apps.peer_review.selectors.blinding")
        import_module("apps.peer_review.subscribers")
