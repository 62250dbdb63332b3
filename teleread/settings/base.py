"""Settings shared by every environment. What differs comes from environment variables."""

from pathlib import Path
from typing import Any

from celery.schedules import crontab

from teleread.settings import environment as env
from teleread.settings.mail import mail_service, public_url
from teleread.settings.speech import speech_engine

BASE_DIR = Path(__file__).resolve().parent.parent.parent
DATA_DIR = Path(env.text("TELEREAD_DATA_DIR", str(BASE_DIR / "var"))).resolve()
SERVICES = env.services(DATA_DIR)

DEBUG = False
DEMO = False
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
ROOT_URLCONF = "teleread.urls"
ASGI_APPLICATION = "teleread.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["apps.accounts.backends.IsolatedBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "channels",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_prometheus",
    "teleread",
    "apps.common",
    "apps.tenancy",
    "apps.accounts",
    "apps.audit",
    "apps.archive",
    "apps.intake",
    "apps.staffing",
    "apps.orders",
    "apps.worklist",
    "apps.reporting",
    "apps.followup",
    "apps.dictation",
    "apps.peer_review",
    "apps.billing",
    "apps.delivery",
]

MIDDLEWARE = [
    "django_prometheus.middleware.PrometheusBeforeMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "teleread.middleware.content_security_policy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_prometheus.middleware.PrometheusAfterMiddleware",
]

# The runtime role reads and writes under row-level security; only migrations use the owner.
DATABASES: dict[str, dict[str, Any]] = {
    "default": env.database(SERVICES["DATABASE_URL"], "DATABASE_URL"),
    "owner": env.database(SERVICES["DATABASE_OWNER_URL"], "DATABASE_OWNER_URL"),
}
DATABASES["default"]["OPTIONS"]["pool"] = {
    "min_size": 0,
    "max_size": env.whole_number("TELEREAD_DATABASE_POOL", 20, least=2),
    "timeout": 10,
}
# Else each pooled connection that a restart of PostgreSQL broke would fail one piece of work.
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASE_ROUTERS = ["apps.common.routers.OwnerMigratesRouter"]

REDIS_URL = SERVICES["REDIS_URL"]
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
    }
}
CHANNEL_LAYERS: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
        "CONFIG": {"hosts": [REDIS_URL]},
    }
}

SESSION_COOKIE_NAME = "teleread_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_IDLE_SECONDS = env.whole_number("TELEREAD_SESSION_IDLE_SECONDS", 30 * 60, least=60)
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

BLOB_ROOT = DATA_DIR / "blobs"
SPOOL_ROOT = DATA_DIR / "spool"
STORAGES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(BLOB_ROOT)},
    },
    "blobs": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(BLOB_ROOT)},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}
# The largest multipart STOW request is spooled to disk; only small forms are held in memory.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440

FRONTEND_DIST = BASE_DIR / "frontend" / "dist"
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
WHITENOISE_ROOT = FRONTEND_DIST if FRONTEND_DIST.is_dir() else None
# The build puts a hash of the content into the name of everything under assets/.
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/assets/"
WHITENOISE_MAX_AGE = 0

DICOM_PORT = env.whole_number("TELEREAD_DICOM_PORT", 11112, least=1)
DICOM_AE_TITLE = env.text("TELEREAD_DICOM_AE_TITLE", "TELEREAD")
DICOM_PROCESSES = env.whole_number("TELEREAD_DICOM_PROCESSES", 2, least=1)

CLAIM_LEASE_SECONDS = env.whole_number("TELEREAD_CLAIM_LEASE_SECONDS", 5 * 60, least=10)
CLAIM_WARNING_SECONDS = env.whole_number("TELEREAD_CLAIM_WARNING_SECONDS", 60, least=5)

# How long a patient stays in a reader's care after the reader's last claim, and how long a broken glass lasts.
CARE_LINK_DAYS = env.whole_number("TELEREAD_CARE_LINK_DAYS", 30, least=1)
BREAK_GLASS_HOURS = env.whole_number("TELEREAD_BREAK_GLASS_HOURS", 4, least=1)

# Uniqueness of the e-mail is a constraint on lower(email), which the check cannot see.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]

MAIL = mail_service()
PUBLIC_URL = public_url(MAIL, http_port=env.whole_number("TELEREAD_HTTP_PORT", 8000))
EMAIL_HOST, EMAIL_PORT = MAIL.host, MAIL.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.user, MAIL.password
EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL.starts_tls, MAIL.implicit_tls
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = MAIL.sender

SPEECH_ENGINE = speech_engine()
# How long a transcriptionist keeps a dictation without a word saved.
TRANSCRIPTION_LEASE_SECONDS = env.whole_number(
    "TELEREAD_TRANSCRIPTION_LEASE_SECONDS", 30 * 60, least=60
)

CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 3600,
    "socket_timeout": 10,
    "socket_connect_timeout": 5,
}
CELERY_TASK_PUBLISH_RETRY_POLICY = {
    "max_retries": 1,
    "interval_start": 0,
    "interval_max": 0.2,
}
CELERY_TASK_ROUTES = {
    "intake.*": {"queue": "intake"},
    "imaging.*": {"queue": "imaging"},
    "delivery.*": {"queue": "delivery"},
}
CELERY_BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    "dispatch outbox": {
        "task": "common.dispatch_outbox",
        "schedule": 5.0,
        "options": {"expires": 10},
    },
    "complete quiet studies": {
        "task": "intake.complete_quiet_studies",
        "schedule": 2.0,
        "options": {"expires": 4},
    },
    "resume derivatives": {
        "task": "imaging.resume_derivatives",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "resume dry runs": {
        "task": "worklist.resume_dry_runs",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "resume re-routings": {
        "task": "worklist.resume_reroutings",
        "schedule": 30.0,
        "options": {"expires": 30},
    },
    "expire claims": {
        "task": "worklist.expire_claims",
        "schedule": 5.0,
        "options": {"expires": 10},
    },
    "fire escalations": {
        "task": "worklist.fire_escalations",
        "schedule": 5.0,
        "options": {"expires": 10},
    },
    "fire critical steps": {
        "task": "reporting.fire_critical_steps",
        "schedule": 5.0,
        "options": {"expires": 10},
    },
    "fire follow-up steps": {
        "task": "followup.fire_steps",
        "schedule": 60.0,
        "options": {"expires": 120},
    },
    "make invoices that were asked for": {
        "task": "billing.run_invoices",
        "schedule": 60.0,
        "options": {"expires": 120},
    },
    "lapse transcriptions": {
        "task": "dictation.lapse_transcriptions",
        "schedule": 60.0,
        "options": {"expires": 120},
    },
    "forget dictated audio": {
        "task": "dictation.forget_audio",
        "schedule": crontab(minute="41"),
        "options": {"expires": 3600},
    },
    "draw and assign reviews": {
        "task": "peer_review.draw_and_assign",
        "schedule": 300.0,
        "options": {"expires": 600},
    },
    "assign waiting tasks": {
        "task": "worklist.assign_waiting",
        "schedule": 5.0,
        "options": {"expires": 10},
    },
    "materialise roster": {
        "task": "staffing.materialise_roster",
        "schedule": crontab(minute="17"),
        "options": {"expires": 3600},
    },
    "announce ended shifts": {
        "task": "staffing.announce_ended_shifts",
        "schedule": 15.0,
        "options": {"expires": 30},
    },
    "raise expiry alerts": {
        "task": "staffing.raise_expiry_alerts",
        "schedule": crontab(minute="23"),
        "options": {"expires": 3600},
    },
    "seal audit": {
        "task": "audit.seal_audit_events",
        "schedule": 10.0,
        "options": {"expires": 20},
    },
    "clear sessions": {
        "task": "accounts.clear_expired_sessions",
        "schedule": crontab(hour="3", minute="12"),
    },
}

REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "apps.accounts.authentication.TokenAuthentication",
        "apps.accounts.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["apps.accounts.permissions.HasCapability"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "apps.accounts.api.negotiation.Negotiation",
    "DEFAULT_PAGINATION_CLASS": "apps.common.api.pagination.Pagination",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "apps.common.api.problems.problem_response",
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "teleread",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SERVE_AUTHENTICATION": [],
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_NAME_OVERRIDES": {
        "BreachCause": "apps.worklist.models.clocks.BREACH_CAUSES",
        "BulkAction": "apps.worklist.services.bulk.BULK_ACTIONS",
        "ClockEnd": "apps.worklist.api.sla_serializers.CLOCK_ENDS",
        "ClockPauseKind": "apps.worklist.api.clock_serializers.PAUSE_KINDS",
        "ConfirmationLack": "apps.worklist.api.confirmations.MISSING",
        "ConfirmationState": "apps.worklist.states.ConfirmationState.values",
        "ConfirmationWord": "apps.worklist.api.confirmations.WORDS",
        "EscalationKind": "apps.worklist.engine.escalation.KINDS",
        "HoldCode": "apps.worklist.models.clocks.HOLD_CODES",
        "MilestoneName": "apps.worklist.engine.clocks.MILESTONES",
        "CriticalFindingState": "apps.reporting.states.FindingState.values",
        "FollowUpState": "apps.followup.states.FollowUpState.values",
        "FollowUpNext": "apps.followup.next_steps.NEXT_STEPS",
        "FollowUpEntryKind": "apps.followup.models.records.ENTRY_KINDS",
        "FollowUpEntryChannel": "apps.followup.models.records.CHANNELS",
        "FollowUpTalkChannel": "apps.followup.api.serializers.TALK_CHANNELS",
        "FollowUpMatchState": "apps.followup.models.matches.MATCH_STATES",
        "FollowUpCertainty": "apps.followup.fitting.CERTAINTIES",
        "FollowUpFitCode": "apps.followup.fitting.CODES",
        "FollowUpFitVerdict": "apps.followup.api.serializers.FIT_REASONS",
        "FollowUpStepKind": "apps.followup.timetable.KINDS",
        "FollowUpMonthDimension": "apps.followup.selectors.month.DIMENSIONS",
        "RecommendationModality": "apps.reporting.recommending.recommendation.MODALITIES",
        "RecommendationUrgency": "apps.reporting.recommending.recommendation.URGENCIES",
        "RecommendationUnit": "apps.reporting.recommending.intervals.UNITS",
        "BillableKind": "apps.billing.vocabulary.BILLABLE_KINDS",
        "BillingAxis": "apps.billing.pricing.AXES",
        "BillingEntryKind": "apps.billing.vocabulary.ENTRY_KINDS",
        "BillingGapCode": "apps.billing.reconciling.GAP_CODES",
        "BillingPeriodKind": "apps.billing.vocabulary.PERIOD_KINDS",
        "BillingPeriodState": "apps.billing.states.PeriodState.values",
        "CoSignedPay": "apps.billing.models.policies.CO_SIGNED",
        "DisputeState": "apps.billing.states.DisputeState.values",
        "InvoiceRunState": "apps.billing.states.InvoiceRunState.values",
        "PriceSide": "apps.billing.vocabulary.SIDES",
        "RateCardState": "apps.billing.states.RateCardState.values",
        "UnpricedReason": "apps.billing.vocabulary.UNPRICED_REASONS",
        "AudioType": "apps.dictation.audio.AUDIO_TYPES",
        "DictationState": "apps.dictation.states.DictationState.values",
        "DictationLanguage": "apps.dictation.models.settings.LANGUAGES",
        "SpokenPieceKind": "apps.dictation.api.utterances.PIECE_KINDS",
        "VoiceCommand": "apps.dictation.speech.interpreting.COMMAND_NAMES",
        "LearningCaseKind": "apps.peer_review.models.learning_cases.CASE_KINDS",
        "LearningImageText": "apps.peer_review.api.learning_images.TEXT_IN_PIXELS",
        "RadpeerScore": "apps.peer_review.radpeer.SCORES",
        "ReviewBeside": "apps.peer_review.api.figures.BESIDE",
        "ReviewBiasQuestion": "apps.peer_review.bias.QUESTIONS",
        "ReviewDiffers": "apps.peer_review.api.figures.DIFFERS",
        "ReviewLesson": "apps.peer_review.radpeer.LESSONS",
        "ReviewMode": "apps.peer_review.models.policies.MODES",
        "ReviewOrigin": "apps.peer_review.models.reviews.ORIGINS",
        "ReviewOutcome": "apps.peer_review.api.serializers.OUTCOMES",
        "ReviewSide": "apps.peer_review.api.serializers.SIDES",
        "ReviewState": "apps.peer_review.states.ReviewState.values",
        "ReviewToldOrigin": "apps.peer_review.api.serializers.TOLD_ORIGINS",
        "Laterality": "apps.reporting.recommending.recommendation.LATERALITY_CODES",
        "RecommendationStanding": "apps.reporting.recommending.agreement.STANDINGS",
        "RecommendationMissing": "apps.reporting.api.recommendations.MISSING",
        "ReportCheckCode": "apps.reporting.checks.CODES",
        "CheckedSectionCode": "apps.reporting.checks.SECTIONS",
        "CriticalMonthDimension": "apps.reporting.api.critical_month.DIMENSIONS",
        "ManualChannel": "apps.reporting.api.critical_serializers.MANUAL_CHANNELS",
        "UnsuccessfulOutcome": "apps.reporting.api.critical_serializers.UNSUCCESSFUL",
        "StatementKind": "apps.reporting.models.critical_findings.STATEMENT_KINDS",
        "ContactChannel": "apps.reporting.communication.CHANNELS",
        "ContactStepKind": "apps.reporting.contact_ladders.KINDS",
        "AttemptOutcome": "apps.reporting.models.critical_findings.ATTEMPT_OUTCOMES",
        "AgeGroup": "apps.staffing.vocabulary.AGE_GROUPS",
        "CredentialKind": "apps.staffing.api.serializers.credentials.CREDENTIAL_KINDS",
        "CredentialState": "apps.staffing.validity.STATES",
        "CredentialStatus": "apps.staffing.states.Standing.values",
        "DocumentMediaType": "apps.staffing.api.serializers.documents.DOCUMENT_MEDIA_TYPES",
        "PoolMode": "apps.staffing.models.readers.POOL_MODES",
        "PoolSolver": "apps.staffing.models.readers.POOL_SOLVERS",
        "PresenceState": "apps.staffing.states.Presence.values",
        "ReadType": "apps.staffing.vocabulary.READ_TYPES",
        "ShiftConflict": "apps.staffing.api.serializers.roster.SHIFT_CONFLICTS",
        "ShiftRole": "apps.staffing.models.roster.SHIFT_ROLES",
        "Skill": "apps.staffing.vocabulary.SKILLS",
        "Role": "apps.accounts.api.serializers.ROLES",
        "Capability": "apps.accounts.api.serializers.CAPABILITIES",
        "OutboxState": "apps.audit.api.serializers.OUTBOX_STATES",
        "QuarantineState": "apps.intake.states.QuarantineState.values",
        "Priority": "apps.worklist.models.Priority.values",
        "ReadingTaskState": "apps.worklist.api.serializers.TASK_STATES",
        "ReportState": "apps.worklist.api.serializers.REPORT_STATES",
        "VersionKind": "apps.reporting.content.KINDS",
        "SignedKind": "apps.reporting.api.serializers.SIGNABLE_KINDS",
        "SubmissionOutcome": "apps.reporting.api.serializers.SUBMISSION_OUTCOMES",
        "DiscrepancyState": "apps.reporting.states.DiscrepancyState.values",
        "DiscrepancySource": "apps.reporting.models.discrepancies.SOURCES",
        "DiscrepancySeverity": "apps.reporting.models.discrepancies.SEVERITIES",
        "DifferenceSeverity": "apps.reporting.api.serializers.DIFFERENCES",
        "DifferenceOperation": "apps.reporting.differences.OPERATIONS",
        "SectionCode": "apps.reporting.api.serializers.SECTION_CODES",
        "SignedSectionCode": "apps.reporting.api.serializers.SIGNED_SECTION_CODES",
        "SiteStudyStatus": "apps.delivery.selectors.STATUSES",
        "TemplateLevel": "apps.reporting.api.template_serializers.LEVELS",
        "TemplateState": "apps.reporting.api.template_serializers.STATES",
        "TemplateSex": "apps.reporting.api.template_serializers.SEXES",
        "PreviewPieceKind": "apps.reporting.template_preview.KINDS",
        "TimelineKind": "apps.delivery.api.serializers.TIMELINE_KINDS",
        "OpeningSurface": "apps.delivery.api.serializers.SURFACES",
    },
}

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"hide_tokens": {"()": "teleread.log_filter.HideTokens"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["hide_tokens"],
        }
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "pynetdicom": {"level": "WARNING"},
        "uvicorn.access": {"level": "WARNING"},
    },
}
