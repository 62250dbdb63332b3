"""Who sends what: the sites, and the studies they have sent when a demo starts.

Small studies come first, so that something is on the worklist while the large ones are drawn.
"""

from datetime import timedelta

from simulation.plans import Patient, Site, StudyPlan

HOSPITAL = Site("demo-site", "DEMO_SITE", "St Brendan's Hospital", "12 Quay Road, Dublin", "+0000")
CLINIC = Site("demo-clinic", "DEMO_CLINIC", "Lakeside Clinic", "480 Shore Drive, Chicago", "-0600")
IMAGING = Site(
    "demo-imaging", "DEMO_IMAGING", "Harbour Imaging Centre", "3 Wharf Street, Sydney", "+1000"
)
SITES = (HOSPITAL, CLINIC, IMAGING)

OKONKWO = Patient("Okonkwo^Adaeze^Ngozi", "100234", "19790412", "F", 1.68, 71)
VANDENBERG = Patient(
    "Van den Berg-Featherstonehaugh^Maximiliaan^Cornelis Johannes^Dr.",
    "100871",
    "19520917",
    "M",
    1.83,
    88,
)
YAMADA = Patient("Yamada^Tarou=山田^太郎=やまだ^たろう", "R-55017", "19470301", "M", 1.64, 58)
HASHIMI = Patient("Al-Hashimi^Layla=الهاشمي^ليلى", "100419", "19880623", "F", 1.61, 60)
LINDQVIST = Patient("Lindqvist^Åsa^Märta", "100655", "19661130", "F", 1.72, 69)
# Another person than OKONKWO, under the same number at another site.
GARCIA = Patient("García Márquez^María del Pilar", "100234", "19610808", "F", 1.59, 74)
NGUYEN = Patient("Nguyễn^Thị Minh Khai", "LK-2209", "19930115", "F", 1.55, 49)
OBRIEN = Patient("O'Brien^Seán", "LK-3310", "20190502", "M", 1.09, 18)
KIM = Patient("Kim^Minjun=金^民俊=김^민준", "H0000771", "19711224", "M", 1.74, 79)
KOWALSKA = Patient("Kowalska-Wiśniewska^Agnieszka", "H0000802", "19840719", "F", 1.66, 63)
PETROV = Patient("Petrov^Dmitri=Петров^Дмитрий", "100419", "19580211", "M", 1.78, 92)
SINGH = Patient("Singh^Harpreet^^Prof.", "H0000815", "19490605", "M", 1.76, 81)


def _ago(*, days: float = 0, minutes: float = 0) -> timedelta:
    return timedelta(days=days, minutes=minutes)


SEED: tuple[StudyPlan, ...] = (
    StudyPlan(
        "cr-chest-1", CLINIC, GARCIA, "cr_chest", "XR CHEST PA AND LATERAL",
        "Cough and fever for five days, ?pneumonia", "LK240018", _ago(minutes=14),
        anatomy=11, finding="effusion", physician="Brandt^Eleanor^^Dr.", say_offset=True,
    ),
    StudyPlan(
        "us-heart-1", HOSPITAL, LINDQVIST, "us_heart", "ECHO TTE APICAL",
        "New murmur, breathless on exertion", "SB581102", _ago(minutes=52),
        anatomy=12, priority="ROUTINE", physician="Oyelaran^Tunde^^Dr.",
    ),
    StudyPlan(
        "ct-head-1", HOSPITAL, VANDENBERG, "ct_head", "CT HEAD WITHOUT CONTRAST",
        "Sudden right weakness, GCS 13, on apixaban", "SB581120", _ago(minutes=9),
        anatomy=13, finding="bleed", priority="STAT", physician="Hartono^Dewi^^Dr.",
        say_offset=True,
    ),
    StudyPlan(
        "ct-head-1-prior", HOSPITAL, VANDENBERG, "ct_head", "CT HEAD WITHOUT CONTRAST",
        "Fall, no loss of consciousness", "SB502977", _ago(days=231, minutes=140),
        anatomy=13, prior=True, physician="Hartono^Dewi^^Dr.",
    ),
    StudyPlan(
        "cr-chest-2", IMAGING, SINGH, "cr_chest", "XR CHEST PA AND LATERAL",
        "Pre-operative, hip replacement", "HI-0009131", _ago(minutes=171),
        anatomy=14, finding="nodule", priority="ROUTINE", physician="Marchetti^Lucia^^Dr.",
    ),
    StudyPlan(
        "xa-coronary-1", HOSPITAL, PETROV, "xa_coronary", "CORONARY ANGIOGRAPHY LEFT",
        "NSTEMI, troponin rising", "SB581097", _ago(minutes=75),
        anatomy=15, priority="HIGH", physician="Oyelaran^Tunde^^Dr.",
    ),
    StudyPlan(
        "mr-brain-1", IMAGING, KIM, "mr_brain", "MR BRAIN WITH DIFFUSION",
        "Right arm numbness since this morning, ?stroke", "HI-0009140", _ago(minutes=31),
        anatomy=16, finding="stroke", priority="HIGH", physician="Marchetti^Lucia^^Dr.",
        say_offset=True,
    ),
    StudyPlan(
        "ct-chest-1", HOSPITAL, YAMADA, "ct_chest", "CT CHEST WITH CONTRAST",
        "Follow-up of pulmonary nodule", "SB581088", _ago(minutes=96),
        anatomy=17, finding="nodule", priority="ROUTINE", physician="Sato^Keiko^^Dr.",
    ),
    StudyPlan(
        "ct-chest-1-prior", HOSPITAL, YAMADA, "ct_chest", "CT CHEST WITH CONTRAST",
        "Weight loss, smoker", "SB466310", _ago(days=186, minutes=400),
        anatomy=17, finding="nodule", prior=True, physician="Sato^Keiko^^Dr.",
    ),
    StudyPlan(
        "mr-brain-2", CLINIC, NGUYEN, "mr_brain", "MR BRAIN",
        "Migraine with aura, ?demyelination", "LK240011", _ago(minutes=204),
        anatomy=18, finding="lesions", physician="Brandt^Eleanor^^Dr.", size="medium",
    ),
    StudyPlan(
        "cr-chest-3", HOSPITAL, OKONKWO, "cr_chest", "XR CHEST PA AND LATERAL",
        "Chest pain, pleuritic", "SB581125", _ago(minutes=4),
        anatomy=19, priority="STAT", physician="Hartono^Dewi^^Dr.",
    ),
    StudyPlan(
        "us-heart-2", IMAGING, KOWALSKA, "us_heart", "ECHO TTE APICAL",
        "Palpitations in pregnancy", "HI-0009122", _ago(minutes=260),
        anatomy=20, physician="Marchetti^Lucia^^Dr.",
    ),
    StudyPlan(
        "ct-head-2", CLINIC, OBRIEN, "ct_head", "CT HEAD WITHOUT CONTRAST",
        "Fell from playground frame, vomiting", "LK240020", _ago(minutes=22),
        anatomy=21, priority="HIGH", physician="Brandt^Eleanor^^Dr.", size="medium",
        say_offset=True,
    ),
    StudyPlan(
        "ct-chest-2", IMAGING, HASHIMI, "ct_chest", "CT CHEST WITH CONTRAST",
        "Pleuritic pain, raised D-dimer, ?PE", "HI-0009145", _ago(minutes=41),
        anatomy=22, finding="effusion", priority="STAT", physician="Marchetti^Lucia^^Dr.",
        size="medium",
    ),
)  # fmt: skip

SAMPLES: tuple[StudyPlan, ...] = tuple(
    StudyPlan(
        f"sample-{number}", site, Patient("", "", "", "O"), "sample", "", "", "", _ago(),
        samples=files,
    )
    for number, (site, files) in enumerate(
        (
            (HOSPITAL, ("CT_small.dcm",)),
            (CLINIC, ("MR_small.dcm",)),
            (IMAGING, ("JPEG2000.dcm",)),
            (HOSPITAL, ("examples_rgb_color.dcm",)),
            (IMAGING, ("examples_palette.dcm",)),
            (CLINIC, ("examples_jpeg2k.dcm",)),
        ),
        start=1,
    )
)  # fmt: skip
