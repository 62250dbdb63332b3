"""The lines of a template's section, as a reader would see them on the page. Pure."""

from apps.reporting.mrrt.fields import Form, choice_of, field_text, group_of, labels_of_choices
from apps.reporting.mrrt.losses import Losses
from apps.reporting.mrrt.tree import Element

BLOCKS = frozenset(
    "p div section header footer article aside main ul ol li dl dt dd table tr h1 h2 h3 h4 h5 h6"
    " fieldset legend form blockquote pre hr br".split()
)
PICTURES = frozenset({"img", "embed", "object", "iframe", "video", "audio", "svg", "canvas"})
UNSEEN = frozenset({"script", "style", "template", "noscript", "link", "meta", "title", "head"})
FIELDS = frozenset({"input", "select", "textarea"})
EXACT = "data-spacing"


class Flow:
    """Lays elements out line by line; white space counts as on a page."""

    def __init__(self, form: Form, losses: Losses) -> None:
        self._form, self._losses = form, losses
        self._lines: list[str] = [""]
        self._label = ""
        self._silent = {id(label) for label in labels_of_choices(form)}
        self._said_choice = ""

    def text(self) -> str:
        """The lines so far, no two empty ones in a row."""
        lines: list[str] = []
        for line in map(str.strip, self._lines):
            if line or (lines and lines[-1]):
                lines.append(line)
        return "\n".join(lines).strip()

    def lay(self, child: Element | str) -> None:
        if isinstance(child, str):
            self._words(child)
        elif child.tag in FIELDS:
            self._field(child)
        elif child.tag in PICTURES:
            self._losses.add("picture", child.get("alt") or child.tag)
        elif child.tag not in UNSEEN and id(child) not in self._silent:
            self._element(child)

    def heading(self, name: str) -> None:
        """A line of its own that names what follows."""
        if name.strip():
            self._break()
            self._words(f"{name.strip().rstrip(':')}:")
            self._break()

    def _element(self, element: Element) -> None:
        if element.tag == "table":
            self._losses.add("layout", element.get("title") or "table")
        if element.tag in BLOCKS:
            self._break()
        if element.tag == "section":
            self.heading(section_name(element))
        if element.tag in ("td", "th"):
            self._words(" ")
        if element.tag == "label":
            self._label_of_next(element)
        elif element.tag != "header" or not _is_section_header(element):
            for child in element.children:
                self.lay(child)
        if element.tag in BLOCKS:
            self._break()

    def _label_of_next(self, label: Element) -> None:
        said = " ".join(label.text().split())
        self._label = said.rstrip(":").strip()
        field = next((one for one in label.walk() if one.tag in FIELDS), None)
        if said:
            self._words(said if said[-1] in ":.?=" else f"{said}:")
            self._words(" ")
        if field is not None:
            self._field(field)

    def _field(self, element: Element) -> None:
        said = field_text(element, self._form, self._losses, self._label)
        if element.tag == "input" and element.get("type").lower() in ("checkbox", "radio"):
            self._said_choice = choice_of(element, self._form)
            # Members of a group follow under one label.
            if group_of(element) in self._form.started and not said:
                return
        else:
            self._label = ""
        for place, line in enumerate(said.splitlines() or [""]):
            if place:
                self._break()
            self._lines[-1] += line.strip() if element.tag == "textarea" else line

    def _words(self, text: str) -> None:
        said = " ".join(text.split())
        if self._said_choice and said == " ".join(self._said_choice.split()):
            # The words beside a box are its choice, which stands in the list already.
            self._said_choice = ""
            return
        if said:
            self._said_choice = ""
        line = self._lines[-1]
        before = " " if text[:1].isspace() and line and not line.endswith(" ") else ""
        after = " " if said and text[-1:].isspace() else ""
        self._lines[-1] = f"{line}{before}{said}{after}"

    def _break(self) -> None:
        if self._lines[-1].strip():
            self._lines.append("")


def section_name(section: Element) -> str:
    """By its attribute, else by its header."""
    if name := section.get("data-section-name").strip():
        return name
    for child in section.children:
        if isinstance(child, Element) and child.tag in ("header", "h1", "h2", "h3", "h4"):
            return " ".join(child.text().split())
    return ""


def exact_text(section: Element, form: Form, losses: Losses) -> str:
    """A section that was written by ``writing``: one paragraph a line, every space meant."""
    lines = []
    for paragraph in section.children:
        if isinstance(paragraph, Element) and paragraph.tag == "p":
            said = [
                child if isinstance(child, str) else field_text(child, form, losses, "")
                for child in paragraph.children
                if isinstance(child, str) or child.tag in FIELDS
            ]
            lines.append("".join(said))
    return "\n".join(lines)


def _is_section_header(element: Element) -> bool:
    return "level" in element.get("class") or element.get("class") == ""
