"""Document numbers: one after the other, without a gap."""

from apps.billing.models import NumberSeries


def next_number(prefix: str) -> str:
    """The next one under the prefix: ``INV-000042``.

    The row is held until the transaction ends, so whoever comes next waits; where it is rolled back, the number is
    given again, and no gap is left.
    """
    NumberSeries.objects.get_or_create(prefix=prefix)
    series: NumberSeries = NumberSeries.objects.select_for_update().get(prefix=prefix)
    series.last_number += 1
    series.save(update_fields=["last_number"])
    return f"{prefix}{series.last_number:06d}"
