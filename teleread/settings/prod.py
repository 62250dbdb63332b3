"""Production: every secret from the environment, TLS in front, no demo data."""

from teleread.settings import environment as env
from teleread.settings.base import *  # noqa: F403 - a settings module extends the base by design
from teleread.settings.base import PUBLIC_URL, STORAGES
from teleread.settings.mail import require_https

SECRET_KEY = env.text("TELEREAD_SECRET_KEY")
ALLOWED_HOSTS = env.text("TELEREAD_ALLOWED_HOSTS").split(",")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SECURE_HSTS_SECONDS = 31_536_000
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

require_https(PUBLIC_URL)

S3_BUCKET = env.text("TELEREAD_S3_BUCKET", "none")
if S3_BUCKET != "none":
    STORAGES["blobs"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": S3_BUCKET,
            "endpoint_url": env.text("TELEREAD_S3_ENDPOINT"),
            "access_key": env.text("TELEREAD_S3_ACCESS_KEY"),
            "secret_key": env.text("TELEREAD_S3_SECRET_KEY"),
            "file_overwrite": False,
        },
    }
