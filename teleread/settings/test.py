"""The test suite: as the demo, with a cheap password hash and no pool, so that each test owns its connection."""

from teleread.settings.dev import *  # noqa: F403 - a settings module extends the base by design
from teleread.settings.dev import DATABASES

DATABASES["default"]["OPTIONS"].pop("pool", None)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CELERY_TASK_ALWAYS_EAGER = False
