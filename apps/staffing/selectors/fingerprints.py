"""Whether anything that says what a reader may read was written since one last looked, for the price of one look."""

from uuid import UUID

from apps.common.isolation import required_tenant_id
from apps.common.statements import prepared

# A row's version is its transaction and its place: two versions of one row never share both while either is visible.
RIGHTS_FINGERPRINT = """
(SELECT coalesce(sum(hashtextextended(concat_ws(' ', id, xmin, ctid), 0)), 0)::text FROM (
  SELECT id, xmin, ctid FROM accounts_membership WHERE tenant_id = %(tenant)s AND user_id = %(reader)s
  UNION ALL SELECT id, xmin, ctid FROM accounts_user WHERE id = %(reader)s
  UNION ALL SELECT id, xmin, ctid FROM staffing_readerprofile WHERE tenant_id = %(tenant)s AND reader_id = %(reader)s
  UNION ALL SELECT id, xmin, ctid FROM staffing_readinglocation
    WHERE tenant_id = %(tenant)s AND reader_id = %(reader)s AND ended_at IS NULL
  UNION ALL SELECT id, xmin, ctid FROM staffing_licence WHERE tenant_id = %(tenant)s AND reader_id = %(reader)s
  UNION ALL SELECT id, xmin, ctid FROM staffing_privilege WHERE tenant_id = %(tenant)s AND reader_id = %(reader)s
  UNION ALL SELECT id, xmin, ctid FROM staffing_readerskill WHERE tenant_id = %(tenant)s AND reader_id = %(reader)s
  UNION ALL SELECT id, xmin, ctid FROM staffing_readerblock WHERE tenant_id = %(tenant)s AND reader_id = %(reader)s
  UNION ALL SELECT id, xmin, ctid FROM staffing_poolmembership WHERE tenant_id = %(tenant)s AND reader_id = %(reader)s
  UNION ALL SELECT id, xmin, ctid FROM staffing_readerpool WHERE tenant_id = %(tenant)s
) versions)
"""


def rights_fingerprint(reader_id: UUID) -> str:
    """Equal to an earlier answer exactly while no credential, place, skill, block or pool of the reader has changed.

    The passing of time changes nothing about it, and presence and roster are left out: neither decides what may be
    read. Ask before reading the facts, so that a change in between is seen the next time.
    """
    [(fingerprint,)] = prepared(
        f"SELECT {RIGHTS_FINGERPRINT}", {"tenant": required_tenant_id(), "reader": reader_id}
    )
    return str(fingerprint)
