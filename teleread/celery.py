"""The Celery application; queues and schedule stand in the settings."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "teleread.settings.dev")

app = Celery("teleread")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
