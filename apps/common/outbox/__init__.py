"""The transactional outbox: how an app tells the apps above it that something happened."""

from apps.common.outbox.publishing import publish, publish_all
from apps.common.outbox.registry import event, subscribe

__all__ = ["event", "publish", "publish_all", "subscribe"]
