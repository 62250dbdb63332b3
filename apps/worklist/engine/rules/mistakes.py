"""What is wrong with a rule set, and where."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mistake:
    """``path`` is a JSON Pointer (RFC 6901) into the document; ``code`` is stable, ``message`` is for a person."""

    path: str
    code: str
    message: str


class Findings:
    """Mistakes as they are found below one place of the document."""

    def __init__(self, path: str = "", found: list[Mistake] | None = None) -> None:
        self._path = path
        self.found: list[Mistake] = [] if found is None else found

    def below(self, *keys: str | int) -> "Findings":
        """The place that ``keys`` lead to; what is found there is found here too."""
        steps = [str(key).replace("~", "~0").replace("/", "~1") for key in keys]
        return Findings("/".join([self._path, *steps]), self.found)

    def add(self, code: str, message: str) -> None:
        self.found.append(Mistake(self._path, code, message))
