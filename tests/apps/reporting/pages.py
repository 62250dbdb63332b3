"""Signed contents to print, in several scripts."""

from datetime import UTC, datetime
from typing import Any

from apps.reporting.content import Section, SignedContent

JAPANESE = (
    "肺野: 両側肺野は清明。明らかな浸潤影や結節を認めません。\n"
    "胸膜: 胸水や気胸は認めません。心拡大なし。骨に異常を認めません。"
)
ARABIC = (
    "الرئتان: لا يوجد ارتشاح رئوي أو عقيدات مشبوهة.\nالقلب: حجم القلب طبيعي ولا يوجد انصباب تاموري."
)
MARKUP = (
    'Pleura: #emph[no] $x^2$ *effusion* @ref <b> \\ "quoted" -- office affluent #sys.inputs //x'
)


def content(
    findings: str = "Lungs: Clear.",
    *,
    kind: str = "final",
    name: str = "Müller-O’Brien, Zoë",
    impression: str = "No acute finding.",
    time_zone: str = "Europe/Dublin",
    **patient: Any,
) -> SignedContent:
    return SignedContent(
        report_id="0190c5a0-0000-7000-8000-000000000001",
        number=1,
        kind=kind,
        sections=[
            Section(code="indication", title="Indication", body=""),
            Section(code="findings", title="Findings", body=findings),
            Section(code="impression", title="Impression", body=impression),
        ],
        identity={
            "practice": {"slug": "night", "name": "Nightwatch Radiology"},
            "site": {
                "id": "s",
                "slug": "site",
                "name": "St Brendan's Hospital",
                "time_zone": time_zone,
            },
            "patient": {
                "id": "p",
                "name": name,
                "patient_id": "P-1001",
                "issuer": "site",
                "birth_date": "1961-02-03",
                "sex": "F",
                **patient,
            },
            "study": {
                "id": "u",
                "study_instance_uid": "1.2.826.0.1.3680043.8.498.1234567890123456789012345678901234",
                "accession_number": "A-778",
                "description": "CT Chest",
                "modalities": ["CT"],
                "referring_physician": "Smith^John",
                "study_at": "2026-11-21T10:00:00+00:00",
            },
        },
        signer_id="0190c5a0-0000-7000-8000-000000000002",
        signer_name="Dr Amara Okafor",
        signed_at=datetime(2026, 11, 21, 14, 3, 7, 123456, tzinfo=UTC),
        method="password",
        previous_hash="",
    )
