"""The transactional outbox: how an app tells the apps above it that something happened."""

from apps.common.outbox.publishing import publish
from apps.common.outbox.registry import event, subscribe

__all__ = ["event", "publish", "subscribe"]
