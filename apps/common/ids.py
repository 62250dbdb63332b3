"""Identifiers that sort by creation time (RFC 9562, version 7), so that indexes grow at one end."""

from uuid import UUID

import uuid_utils


def new_id() -> UUID:
    return UUID(bytes=uuid_utils.uuid7().bytes)
