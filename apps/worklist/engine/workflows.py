"""Who reads after whom. Pure."""

from collections.abc import Mapping

# By workflow: what is read first, and what follows a read type.
WORKFLOWS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "final": ("final", {}),
    "preliminary_then_final": ("preliminary", {"preliminary": "final"}),
    "final_then_over_read": ("final", {"final": "over_read"}),
}


def first_read(workflow: str) -> str:
    """The read type that a study of this workflow is listed with."""
    return WORKFLOWS[workflow][0]
