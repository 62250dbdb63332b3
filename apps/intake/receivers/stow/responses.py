"""The Store Instances Response Module as DICOM JSON (PS3.18 Table I.2-1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from apps.intake.outcomes import Outcome
from apps.intake.receivers.answers import outcome_of
from apps.intake.services import Received

Element = dict[str, Any]


@dataclass(frozen=True, slots=True)
class InstanceResult:
    """One part of the request: which object it held, as far as is known, and what became of it."""

    outcome: Outcome
    sop_class_uid: str = ""
    sop_instance_uid: str = ""
    study_instance_uid: str = ""
    series_instance_uid: str = ""

    @classmethod
    def of(cls, received: Received) -> "InstanceResult":
        return cls(
            outcome=outcome_of(received),
            sop_class_uid=received.sop_class_uid,
            sop_instance_uid=received.sop_instance_uid,
            study_instance_uid=received.study_instance_uid,
            series_instance_uid=received.series_instance_uid,
        )

    @property
    def failure_reason(self) -> int | None:
        return self.outcome.answer.stow_failure_reason


def status_of(results: Sequence[InstanceResult]) -> int:
    """200 when all are filed, 202 when some are, 409 when none is (PS3.18 Table 10.5.3-1).

    503 when none is, and only because we cannot take anything in at the moment.
    """
    failed = [result for result in results if result.failure_reason is not None]
    if not failed:
        return 200
    if len(failed) < len(results):
        return 202
    busy = all(result.outcome is Outcome.OUT_OF_RESOURCES for result in failed)
    return 503 if busy else 409


def response_module(results: Sequence[InstanceResult], *, retrieve_root: str) -> dict[str, Element]:
    """The response's payload; `retrieve_root` is the absolute URL of `/dicom-web`."""
    stored = [result for result in results if result.failure_reason is None]
    failed = [result for result in results if result.failure_reason is not None]
    module: dict[str, Element] = {}
    studies = {result.study_instance_uid for result in stored}
    if len(studies) == 1:
        module["00081190"] = _text("UR", f"{retrieve_root}/studies/{studies.pop()}")
    if failed:
        module["00081198"] = {"vr": "SQ", "Value": [_failed(result) for result in failed]}
    if stored:
        items = [_stored(result, retrieve_root) for result in stored]
        module["00081199"] = {"vr": "SQ", "Value": items}
    return module


def _failed(result: InstanceResult) -> dict[str, Element]:
    return {**_references(result), "00081197": {"vr": "US", "Value": [result.failure_reason]}}


def _stored(result: InstanceResult, root: str) -> dict[str, Element]:
    address = (
        f"{root}/studies/{result.study_instance_uid}/series/{result.series_instance_uid}"
        f"/instances/{result.sop_instance_uid}"
    )
    return {**_references(result), "00081190": _text("UR", address)}


def _references(result: InstanceResult) -> dict[str, Element]:
    return {
        "00081150": _text("UI", result.sop_class_uid),
        "00081155": _text("UI", result.sop_instance_uid),
    }


def _text(vr: str, value: str) -> Element:
    return {"vr": vr, "Value": [value]} if value else {"vr": vr}
