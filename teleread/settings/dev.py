"""The demo and a developer's machine: embedded services, known secret, demo accounts allowed."""

from teleread.settings.base import *  # noqa: F403 - a settings module extends the base by design
from teleread.settings.base import DATA_DIR, EMAIL_HOST

DEMO = True
SECRET_KEY = "demo-only-not-secret"  # noqa: S105 - the demo and the tests only
ALLOWED_HOSTS = ["*"]
# Mail goes into files: a demo writes to nobody, unless it is given a mail service.
if not EMAIL_HOST:
    EMAIL_HOST = "files"
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA_DIR / "mail"
