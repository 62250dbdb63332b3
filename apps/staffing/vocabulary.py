"""The codes that credentials and skills are written in. Pure data."""

SKILLS = (
    "neuro",
    "chest",
    "abdomen",
    "msk",
    "breast",
    "cardiac",
    "vascular",
    "nuclear",
    "paediatric",
    "emergency",
    "general",
)
"""Subspecialties; a privilege's procedure groups use the same codes."""

SKILL_LEVELS = (1, 2, 3)
"""1 trained, 2 regular practice, 3 fellowship."""

AGE_GROUPS = ("neonate", "infant", "child", "adolescent", "adult", "unknown")
READ_TYPES = ("preliminary", "final", "over_read")
MODALITIES = tuple("BMD CR CT DX IO IVUS MG MR NM OCT OP OT PT PX RF RG SM US XA XC".split())
"""DICOM PS3.3 C.7.3.1.1.1: those that are read, not those that only describe."""
