"""QIDO-RS results as DICOM JSON (PS3.18 10.6.3.3), out of index rows; no stored object is opened."""

import json
from typing import Any

from apps.archive.dicomweb.addresses import (
    instance_address,
    series_address,
    study_address,
)
from apps.archive.dicomweb.query import Search, vr_of
from apps.archive.models import Instance, Series, Study

Attributes = dict[str, Any]


def _tags(text: str) -> frozenset[str]:
    return frozenset(text.split())


STUDY_ATTRIBUTES = _tags(
    "00080005 00080020 00080030 00080050 00080056 00080061 00080090 00080201 00081030 00081190 00100010 "
    "00100020 00100030 00100040 0020000D 00200010 00201206 00201208"
)
SERIES_ATTRIBUTES = _tags(
    "00080005 00080056 00080060 00080201 0008103E 00081190 0020000D 0020000E 00200011 00201209 00400244 "
    "00400245 00400275"
)
INSTANCE_ATTRIBUTES = _tags(
    "00080005 00080016 00080018 00080056 00080201 00081190 00083002 0020000D 0020000E 00200013 00280008 "
    "00280010 00280011 00280100"
)
# Sent even where the object has no value for them: a client may count on them being there.
_ALWAYS = {
    "study": (
        "00080020",
        "00080030",
        "00080050",
        "00080090",
        "00100010",
        "00100020",
        "00100030",
        "00100040",
        "00200010",
    ),
    "series": ("00200011",),
    "instance": ("00200013",),
}


def study_result(study: Study, search: Search, root: str) -> Attributes:
    """A study's attributes, those computed by the archive among them."""
    attributes = json.loads(study.headers)
    attributes |= _study_facts(study)
    attributes["00081190"] = _value("UR", study_address(root, study.study_instance_uid))
    return _select(attributes, STUDY_ATTRIBUTES, search, "study")


def series_result(series: Series, search: Search, root: str, *, with_study: bool) -> Attributes:
    """A series' attributes; with its study's where the search was not of one study."""
    study = series.study
    attributes: Attributes = json.loads(study.headers) if with_study or search.include else {}
    attributes |= _study_facts(study)
    attributes |= json.loads(series.headers)
    attributes |= _series_facts(series)
    attributes["0020000D"] = _value("UI", study.study_instance_uid)
    attributes["00081190"] = _value(
        "UR", series_address(root, study.study_instance_uid, series.series_instance_uid)
    )
    wanted = SERIES_ATTRIBUTES | (STUDY_ATTRIBUTES if with_study else frozenset())
    return _select(attributes, wanted, search, "series")


def instance_result(
    instance: Instance,
    search: Search,
    root: str,
    *,
    with_study: bool,
    with_series: bool,
) -> Attributes:
    """An instance's attributes; with its series' and study's where the search was not of one."""
    study, series = instance.study, instance.series
    attributes: Attributes = {}
    if with_study:
        attributes |= json.loads(study.headers) | _study_facts(study)
    series_headers = json.loads(series.headers)
    attributes |= series_headers if with_series else _pick(series_headers, INSTANCE_ATTRIBUTES)
    if with_series:
        attributes |= _series_facts(series)
    here = instance_address(
        root,
        study.study_instance_uid,
        series.series_instance_uid,
        instance.sop_instance_uid,
    )
    if needs_headers(search):
        attributes |= json.loads(
            instance.headers.replace('"BulkDataURI":"bulkdata/', f'"BulkDataURI":"{here}/bulkdata/')
        )
    attributes |= _instance_facts(instance)
    attributes["0020000D"] = _value("UI", study.study_instance_uid)
    attributes["0020000E"] = _value("UI", series.series_instance_uid)
    attributes["00081190"] = _value("UR", here)
    wanted = INSTANCE_ATTRIBUTES
    wanted |= SERIES_ATTRIBUTES if with_series else frozenset()
    wanted |= STUDY_ATTRIBUTES if with_study else frozenset()
    return _select(attributes, wanted, search, "instance")


def needs_headers(search: Search) -> bool:
    """Whether an instance's own headers must be read: only for attributes that have no column."""
    return search.include_all or bool(search.include - INSTANCE_ATTRIBUTES)


def _study_facts(study: Study) -> Attributes:
    return {
        "00080056": _value("CS", "ONLINE"),
        "00080061": _value("CS", *sorted({*study.modalities, *study.own_modalities})),
        "00201206": _value("IS", study.series_count + study.own_series_count),
        "00201208": _value("IS", study.instance_count + study.own_instance_count),
    }


def _series_facts(series: Series) -> Attributes:
    return {
        "00080056": _value("CS", "ONLINE"),
        "00201209": _value("IS", series.instance_count),
    }


def _instance_facts(instance: Instance) -> Attributes:
    layout = instance.pixel_layout or {}
    syntaxes = [instance.transfer_syntax_uid]
    if instance.derivative_key and instance.derivative_layout:
        syntaxes.append(instance.derivative_layout["transfer_syntax_uid"])
    facts = {
        "00080016": _value("UI", instance.sop_class_uid),
        "00080018": _value("UI", instance.sop_instance_uid),
        "00080056": _value("CS", "ONLINE"),
        "00083002": _value("UI", *syntaxes),
    }
    for tag, vr, value in (
        ("00200013", "IS", instance.number),
        ("00280008", "IS", instance.frames if instance.frames > 1 else None),
        ("00280010", "US", instance.rows),
        ("00280011", "US", instance.columns),
        ("00280100", "US", layout.get("bits_allocated")),
    ):
        if value is not None:
            facts[tag] = _value(vr, value)
    return facts


def _select(
    attributes: Attributes, wanted: frozenset[str], search: Search, level: str
) -> Attributes:
    """In the ascending order of tags that PS3.18 F.2.2 asks for."""
    for tag in _ALWAYS[level]:
        attributes.setdefault(tag, {"vr": vr_of(tag)})
    if search.include_all:
        chosen = attributes
    else:
        matched = {tag for tag, _ in search.matches}
        chosen = _pick(attributes, wanted | search.include | matched)
    return dict(sorted(chosen.items()))


def _pick(attributes: Attributes, wanted: frozenset[str] | set[str]) -> Attributes:
    return {tag: element for tag, element in attributes.items() if tag in wanted}


def _value(vr: str, *values: str | int) -> Attributes:
    present = [value for value in values if value != ""]
    return {"vr": vr, "Value": present} if present else {"vr": vr}
