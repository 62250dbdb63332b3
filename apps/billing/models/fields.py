"""The column for money."""

from typing import Any

from django.db import models


class MoneyField(models.DecimalField):  # type: ignore[type-arg] # Django's own class takes no arguments
    """A decimal amount; the currency stands in a column beside it. Never a float."""

    def __init__(self, *args: Any, **options: Any) -> None:
        options["max_digits"], options["decimal_places"] = 14, 4
        super().__init__(*args, **options)
