"""New patients and studies for the trickle that follows the seed."""

from datetime import timedelta
from typing import Literal

import numpy as np

from simulation.catalogue import SITES
from simulation.identifiers import make_number
from simulation.phantoms.raster import random_stream
from simulation.plans import Finding, Kind, Patient, Priority, StudyPlan

_FAMILIES = (
    "Abebe", "Andersen", "Castillo Ruiz", "Chaudhry", "Dubois", "Eriksson", "Ferreira",
    "Haddad=حداد",
    "Ivanova", "Jansen", "Kaplan", "Moreau-Lefèvre", "Mwangi", "Nakamura=中村=なかむら", "Novák",
    "Osei", "Papadopoulos", "Rahman", "Suzuki=鈴木=すずき", "Tamm", "Ward", "Zhang=张",
)  # fmt: skip
_GIVEN: dict[str, tuple[str, ...]] = {
    "F": ("Amira", "Beatriz", "Chloé", "Freya", "Ines", "Miriam", "Noor", "Sofia", "Wanjiru"),
    "M": ("Anton", "Daniel", "Emeka", "Hugo", "Jonas", "Luca", "Omar", "Rafael", "Viktor"),
}
_STUDIES: tuple[tuple[Kind, str, Finding, tuple[str, ...]], ...] = (
    ("cr_chest", "XR CHEST PA", "none", ("Cough", "Line position", "Pre-operative")),
    ("cr_chest", "XR CHEST PA", "effusion", ("Breathless", "Heart failure")),
    ("ct_head", "CT HEAD WITHOUT CONTRAST", "none", ("Headache", "Fall on warfarin")),
    ("ct_head", "CT HEAD WITHOUT CONTRAST", "bleed", ("Sudden severe headache", "Reduced GCS")),
    ("us_heart", "ECHO TTE APICAL", "none", ("Murmur", "Left ventricular function")),
    ("mr_brain", "MR BRAIN WITH DIFFUSION", "stroke", ("Aphasia, ?stroke",)),
    ("mr_brain", "MR BRAIN", "lesions", ("Optic neuritis",)),
    ("ct_chest", "CT CHEST WITH CONTRAST", "nodule", ("Haemoptysis", "Nodule on radiograph")),
)
_PRIORITIES: tuple[Priority | None, ...] = ("STAT", "HIGH", "ROUTINE", "ROUTINE", None, None)


def next_arrival(seed: int, name: str, *, small: bool = False) -> StudyPlan:
    """The plan of a fresh study of modest size, decided by the seed and its name alone.

    Give every arrival its own name: its UIDs, patient and accession number follow from it.
    """
    random = random_stream("arrival", seed, name)
    site = SITES[int(random.integers(len(SITES)))]
    kind, description, finding, indications = _STUDIES[int(random.integers(len(_STUDIES)))]
    number = make_number(seed, name)
    return StudyPlan(
        key=f"arrival-{name}",
        site=site,
        patient=_patient(random, number),
        kind=kind,
        description=description,
        indication=indications[int(random.integers(len(indications)))],
        accession=f"{site.ae_title[5:7]}{number % 10_000_000:07d}",
        age=timedelta(minutes=float(random.uniform(2, 9))),
        anatomy=int(random.integers(100, 400)),
        finding=finding,
        priority=_PRIORITIES[int(random.integers(len(_PRIORITIES)))],
        physician="Locum^Alex^^Dr.",
        say_offset=bool(random.integers(2)),
        size="small" if small else "medium",
    )


def _patient(random: np.random.Generator, number: int) -> Patient:
    sex: Literal["F", "M"] = "F" if random.integers(2) else "M"
    given = _GIVEN[sex][int(random.integers(len(_GIVEN[sex])))]
    family, *other_scripts = _FAMILIES[int(random.integers(len(_FAMILIES)))].split("=")
    year, month, day = random.integers(1938, 2004), random.integers(1, 13), random.integers(1, 29)
    return Patient(
        name="=".join([f"{family}^{given}", *other_scripts]),
        patient_id=f"{200_000 + number % 700_000}",
        birth_date=f"{year:04d}{month:02d}{day:02d}",
        sex=sex,
        size_metres=float(random.uniform(1.52, 1.92)),
        weight_kilograms=float(random.uniform(48, 104)),
    )
