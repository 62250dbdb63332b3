"""The flow tests' processes: as the demo, connection pool included, with the suite's cheap password hash."""

from teleread.settings.dev import *  # noqa: F403 - a settings module extends the base by design

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
