"""What each role may do. Pure data: the one place where a role is given meaning."""

from enum import StrEnum


class Role(StrEnum):
    READER = "reader"
    SITE_USER = "site_user"
    SITE_MANAGER = "site_manager"
    TRANSCRIPTIONIST = "transcriptionist"
    OPERATIONS = "operations"
    MANAGER = "manager"
    BILLING = "billing"
    QA = "qa"
    ADMIN = "admin"


class Capability(StrEnum):
    WORKLIST_VIEW = "worklist.view"
    WORKLIST_CLAIM = "worklist.claim"
    WORKLIST_MANAGE = "worklist.manage"
    STUDIES_CONFIRM = "studies.confirm"
    SITES_MANAGE = "sites.manage"
    STAFFING_VIEW = "staffing.view"
    STAFFING_MANAGE = "staffing.manage"
    IMAGES_VIEW = "images.view"
    IMAGES_STORE = "images.store"
    MESSAGES_WRITE = "messages.write"
    RULES_VIEW = "rules.view"
    RULES_MANAGE = "rules.manage"
    FAIRNESS_VIEW = "fairness.view"
    REPORT_VIEW = "report.view"
    REPORT_WRITE = "report.write"
    REPORT_SIGN = "report.sign"
    REPORT_ACKNOWLEDGE = "report.acknowledge"
    DISCREPANCY_VIEW = "discrepancy.view"
    DISCREPANCY_NOTE = "discrepancy.note"
    DISCREPANCY_COMMUNICATE = "discrepancy.communicate"
    DISCREPANCY_REPORT = "discrepancy.report"
    CRITICAL_VIEW = "critical.view"
    CRITICAL_RAISE = "critical.raise"
    CRITICAL_COMMUNICATE = "critical.communicate"
    CRITICAL_ACKNOWLEDGE = "critical.acknowledge"
    CRITICAL_MANAGE = "critical.manage"
    CRITICAL_REPORT = "critical.report"
    TEMPLATES_MANAGE = "templates.manage"
    FOLLOW_UP_VIEW = "follow_up.view"
    FOLLOW_UP_TRACK = "follow_up.track"
    FOLLOW_UP_REPORT = "follow_up.report"
    DICTATION_USE = "dictation.use"
    DICTATION_TRANSCRIBE = "dictation.transcribe"
    DICTATION_MANAGE = "dictation.manage"
    REVIEW_PERFORM = "review.perform"
    REVIEW_RESPOND = "review.respond"
    REVIEW_ARBITRATE = "review.arbitrate"
    REVIEW_MANAGE = "review.manage"
    REVIEW_EXPORT = "review.export"
    PORTAL_VIEW = "portal.view"
    ORDERS_VIEW = "orders.view"
    ORDERS_PLACE = "orders.place"
    ORDERS_MANAGE = "orders.manage"
    PRIORS_REQUEST = "priors.request"
    PRIORS_ANSWER = "priors.answer"
    GLASS_BREAK = "glass.break"
    GLASS_VIEW = "glass.view"
    INTAKE_VIEW = "intake.view"
    INTAKE_MANAGE = "intake.manage"
    PEERS_MANAGE = "peers.manage"
    USERS_MANAGE = "users.manage"
    AUDIT_VIEW = "audit.view"
    OPERATIONS_VIEW = "operations.view"
    OPERATIONS_MANAGE = "operations.manage"
    BILLING_VIEW = "billing.view"
    BILLING_MANAGE = "billing.manage"
    BILLING_CLOSE = "billing.close"
    INVOICE_VIEW = "invoice.view"
    STATEMENT_VIEW_OWN = "statement.view_own"
    STATEMENT_DISPUTE = "statement.dispute"
    TOKENS_MANAGE_OWN = "tokens.manage_own"


C = Capability

ROLE_CAPABILITIES: dict[Role, frozenset[Capability]] = {
    Role.READER: frozenset(
        {
            C.WORKLIST_VIEW,
            C.WORKLIST_CLAIM,
            C.STAFFING_VIEW,
            C.IMAGES_VIEW,
            C.REPORT_VIEW,
            C.REPORT_WRITE,
            C.REPORT_SIGN,
            C.DISCREPANCY_VIEW,
            C.DISCREPANCY_NOTE,
            C.DISCREPANCY_COMMUNICATE,
            C.GLASS_BREAK,
            C.PRIORS_REQUEST,
            C.MESSAGES_WRITE,
            C.RULES_VIEW,
            C.CRITICAL_VIEW,
            C.CRITICAL_RAISE,
            C.CRITICAL_COMMUNICATE,
            C.FOLLOW_UP_VIEW,
            C.FOLLOW_UP_TRACK,
            C.DICTATION_USE,
            C.REVIEW_PERFORM,
            C.REVIEW_RESPOND,
            C.STATEMENT_VIEW_OWN,
            C.STATEMENT_DISPUTE,
            C.TOKENS_MANAGE_OWN,
        }
    ),
    # Types what others dictate: the queue and its recordings, no report, no image, no signature.
    Role.TRANSCRIPTIONIST: frozenset({C.DICTATION_TRANSCRIBE, C.TOKENS_MANAGE_OWN}),
    Role.SITE_USER: frozenset(
        {
            C.PORTAL_VIEW,
            C.ORDERS_VIEW,
            C.ORDERS_PLACE,
            C.STUDIES_CONFIRM,
            C.PRIORS_ANSWER,
            C.IMAGES_VIEW,
            C.IMAGES_STORE,
            C.MESSAGES_WRITE,
            C.REPORT_ACKNOWLEDGE,
            C.DISCREPANCY_VIEW,
            C.DISCREPANCY_REPORT,
            C.CRITICAL_VIEW,
            C.CRITICAL_ACKNOWLEDGE,
            C.FOLLOW_UP_VIEW,
            C.FOLLOW_UP_TRACK,
            C.TOKENS_MANAGE_OWN,
        }
    ),
    Role.SITE_MANAGER: frozenset(
        {
            C.PORTAL_VIEW,
            C.ORDERS_VIEW,
            C.ORDERS_PLACE,
            C.STUDIES_CONFIRM,
            C.PRIORS_ANSWER,
            C.IMAGES_VIEW,
            C.IMAGES_STORE,
            C.INTAKE_VIEW,
            C.MESSAGES_WRITE,
            C.REPORT_ACKNOWLEDGE,
            C.DISCREPANCY_VIEW,
            C.DISCREPANCY_REPORT,
            C.CRITICAL_VIEW,
            C.CRITICAL_ACKNOWLEDGE,
            C.FOLLOW_UP_VIEW,
            C.FOLLOW_UP_TRACK,
            C.INVOICE_VIEW,
            C.TOKENS_MANAGE_OWN,
        }
    ),
    Role.OPERATIONS: frozenset(
        {
            C.WORKLIST_VIEW,
            C.STAFFING_VIEW,
            C.PORTAL_VIEW,
            C.ORDERS_VIEW,
            C.ORDERS_PLACE,
            C.STUDIES_CONFIRM,
            C.ORDERS_MANAGE,
            C.PRIORS_REQUEST,
            C.PRIORS_ANSWER,
            C.INTAKE_VIEW,
            C.INTAKE_MANAGE,
            C.IMAGES_VIEW,
            C.REPORT_VIEW,
            C.OPERATIONS_VIEW,
            C.OPERATIONS_MANAGE,
            C.MESSAGES_WRITE,
            C.RULES_VIEW,
            C.DISCREPANCY_VIEW,
            C.DISCREPANCY_COMMUNICATE,
            C.CRITICAL_VIEW,
            C.CRITICAL_COMMUNICATE,
            C.CRITICAL_MANAGE,
            C.CRITICAL_REPORT,
            C.FOLLOW_UP_VIEW,
            C.FOLLOW_UP_TRACK,
            C.FOLLOW_UP_REPORT,
            C.TOKENS_MANAGE_OWN,
        }
    ),
    Role.MANAGER: frozenset(
        {
            C.WORKLIST_VIEW,
            C.WORKLIST_MANAGE,
            C.STAFFING_VIEW,
            C.STAFFING_MANAGE,
            C.SITES_MANAGE,
            C.PORTAL_VIEW,
            C.ORDERS_VIEW,
            C.ORDERS_PLACE,
            C.STUDIES_CONFIRM,
            C.ORDERS_MANAGE,
            C.PRIORS_REQUEST,
            C.PRIORS_ANSWER,
            C.INTAKE_VIEW,
            C.IMAGES_VIEW,
            C.REPORT_VIEW,
            C.OPERATIONS_VIEW,
            C.AUDIT_VIEW,
            C.GLASS_VIEW,
            C.MESSAGES_WRITE,
            C.RULES_VIEW,
            C.RULES_MANAGE,
            C.TEMPLATES_MANAGE,
            C.DICTATION_MANAGE,
            C.FAIRNESS_VIEW,
            C.DISCREPANCY_VIEW,
            C.DISCREPANCY_COMMUNICATE,
            C.CRITICAL_VIEW,
            C.CRITICAL_COMMUNICATE,
            C.CRITICAL_MANAGE,
            C.CRITICAL_REPORT,
            C.FOLLOW_UP_VIEW,
            C.FOLLOW_UP_TRACK,
            C.FOLLOW_UP_REPORT,
            C.BILLING_VIEW,
            C.INVOICE_VIEW,
            C.TOKENS_MANAGE_OWN,
        }
    ),
    Role.BILLING: frozenset(
        {
            C.BILLING_VIEW,
            C.BILLING_MANAGE,
            C.BILLING_CLOSE,
            C.INVOICE_VIEW,
            C.TOKENS_MANAGE_OWN,
        }
    ),
    # Peer review is for quality, not for who employs: nobody but these sees it.
    Role.QA: frozenset(
        {
            C.REVIEW_ARBITRATE,
            C.REVIEW_MANAGE,
            C.REVIEW_EXPORT,
            C.WORKLIST_VIEW,
            C.STAFFING_VIEW,
            C.IMAGES_VIEW,
            C.REPORT_VIEW,
            C.FAIRNESS_VIEW,
            C.DISCREPANCY_VIEW,
            C.CRITICAL_VIEW,
            C.CRITICAL_REPORT,
            C.FOLLOW_UP_VIEW,
            C.FOLLOW_UP_REPORT,
            C.TOKENS_MANAGE_OWN,
        }
    ),
    Role.ADMIN: frozenset(
        {
            C.WORKLIST_VIEW,
            C.STAFFING_VIEW,
            C.STAFFING_MANAGE,
            C.SITES_MANAGE,
            C.INTAKE_VIEW,
            C.INTAKE_MANAGE,
            C.PEERS_MANAGE,
            C.USERS_MANAGE,
            C.AUDIT_VIEW,
            C.GLASS_VIEW,
            C.OPERATIONS_VIEW,
            C.OPERATIONS_MANAGE,
            C.IMAGES_VIEW,
            C.IMAGES_STORE,
            C.RULES_VIEW,
            C.RULES_MANAGE,
            C.TEMPLATES_MANAGE,
            C.DICTATION_MANAGE,
            C.TOKENS_MANAGE_OWN,
        }
    ),
}

SITE_BOUND_ROLES = frozenset({Role.SITE_USER, Role.SITE_MANAGER})
# Whose work is with all patients of the practice, beside whatever else they are.
ROLES_WITH_EVERY_PATIENT = frozenset({Role.OPERATIONS, Role.MANAGER, Role.QA, Role.ADMIN})


def capabilities_of(roles: frozenset[str]) -> frozenset[str]:
    """The union over ``roles``; an unknown role gives nothing."""
    return frozenset(
        capability.value
        for role, given in ROLE_CAPABILITIES.items()
        if role.value in roles
        for capability in given
    )


def is_bound_to_sites(roles: frozenset[str]) -> bool:
    """Whether every role held works at named sites only."""
    return bool(roles) and roles <= {role.value for role in SITE_BOUND_ROLES}


def sees_only_patients_in_care(roles: frozenset[str]) -> bool:
    """Whether a reader by these roles opens no images or reports but of patients in their care."""
    every = {role.value for role in ROLES_WITH_EVERY_PATIENT}
    return Role.READER.value in roles and not roles & every
