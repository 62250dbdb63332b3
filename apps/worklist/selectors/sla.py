"""What the practice promised."""

from apps.worklist.models import SlaPolicy


def sla_minutes() -> dict[str, int]:
    """The practice's minutes by priority."""
    return dict(SlaPolicy.objects.values_list("priority", "minutes"))
