"""A recommendation recorded beside a draft, for tests of what becomes of it."""

from typing import Any

from apps.common.isolation import tenant_context
from apps.reporting import services
from apps.reporting.models import Report
from tests.apps.reporting.scenes import Reading

CT_IN_SIX = {"modality": "CT", "body_part": "chest", "first": 6, "last": 6, "unit": "months"}


def recommend(reading: Reading, report: Report, **content: Any) -> Any:
    with tenant_context(reading.practice.tenant_id):
        return services.record_recommendation(
            actor=reading.practice.actor(reading.reader),
            report_id=report.id,
            content={**CT_IN_SIX, **content},
        )
