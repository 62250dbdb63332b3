"""What has to be known of a reader before the list is asked, in one look."""

from dataclasses import dataclass
from uuid import UUID

from apps.common.isolation import required_tenant_id
from apps.common.statements import prepared
from apps.staffing.selectors import RIGHTS_FINGERPRINT
from apps.worklist.selectors.work_classes import FINGERPRINT, Fingerprint

OF_READER = """
  ARRAY(SELECT task_id FROM worklist_claim
    WHERE tenant_id = %(tenant)s AND reader_id = %(reader)s AND ended_at IS NULL LIMIT 200),
  ARRAY(SELECT code FROM staffing_readerpool WHERE tenant_id = %(tenant)s AND list_hidden
    UNION SELECT '' FROM worklist_assignmentpolicy WHERE tenant_id = %(tenant)s AND list_hidden),
  ARRAY(SELECT id FROM worklist_readingtask WHERE tenant_id = %(tenant)s AND state IN ('SCHEDULED', 'IN_PROGRESS')
    AND excluded_readers <> '{}' AND %(reader)s = ANY (excluded_readers)),
  EXISTS (SELECT 1 FROM worklist_readingtask WHERE tenant_id = %(tenant)s AND state IN ('SCHEDULED', 'IN_PROGRESS')
    AND linked > 0)
"""
FACTS = "SELECT number, mixed," + RIGHTS_FINGERPRINT + "," + OF_READER + "FROM" + FINGERPRINT


@dataclass(frozen=True, slots=True)
class ListFacts:
    """Of a reader: what they hold, which pools hide their list, and which open tasks exclude them by name.

    ``kinds`` and ``rights`` are the marks of all kinds of work and of what says what the reader may read;
    ``some_linked`` says whether any open tasks of the practice are read together.
    """

    kinds: Fingerprint
    rights: str
    held: list[UUID]
    hidden_pools: frozenset[str]
    excluding: list[UUID]
    some_linked: bool


def list_facts(reader_id: UUID) -> ListFacts:
    """Of one reader in the current tenant, now."""
    [(count, mixed, rights, held, hidden, excluding, some_linked)] = prepared(
        FACTS, {"tenant": required_tenant_id(), "reader": reader_id}
    )
    return ListFacts((count, mixed), rights, held, frozenset(hidden), excluding, some_linked)
