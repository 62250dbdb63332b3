"""The Celery application; queues and schedule stand in the settings."""

import os
from typing import Any

from celery import Celery
from celery.signals import worker_init

from teleread.heap import settle_heap

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "teleread.settings.dev")

app = Celery("teleread")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect
def settle(**_: Any) -> None:
    """Before the pool's processes are forked, so that they share what start-up made."""
    app.loader.import_default_modules()
    settle_heap()
