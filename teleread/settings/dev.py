"""The demo and a developer's machine: embedded services, known secret, demo accounts allowed."""

from teleread.settings.base import *  # noqa: F403 - a settings module extends the base by design

DEMO = True
SECRET_KEY = "demo-only-not-secret"  # noqa: S105 - the demo and the tests only
ALLOWED_HOSTS = ["*"]
