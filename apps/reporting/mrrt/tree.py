"""An HTML file as a tree of elements; no entity, script or address in it is followed. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from typing import Union

MOST_CHARACTERS = 500_000
MOST_ELEMENTS = 20_000
MOST_DEPTH = 60
LONGEST_TAG = 20_000
RAW = frozenset({"script", "style", "textarea", "title"})
VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
)
# Elements that end where the next of their kind begins (HTML 13.1.2.4).
ENDS_WITH_NEXT = {
    "p": frozenset({"p", "div", "section", "header", "ul", "ol", "table", "h1", "h2", "h3", "h4"}),
    "li": frozenset({"li"}),
    "option": frozenset({"option", "optgroup"}),
    "tr": frozenset({"tr"}),
    "td": frozenset({"td", "th", "tr"}),
    "th": frozenset({"td", "th", "tr"}),
}
_END_OR_QUOTE = re.compile(r">|=\s*[\"']")


class UnreadableTemplate(Exception):
    """The file is no template that could be read; ``code`` is stable, the message says what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(slots=True)
class Element:
    """``tag`` and attribute names are in small letters, an attribute without a value is ""."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Union["Element", str]] = field(default_factory=list)

    def get(self, name: str) -> str:
        return self.attributes.get(name, "")

    def walk(self) -> Iterator["Element"]:
        """The element and all within, in the order of the file."""
        waiting: list[Element] = [self]
        while waiting:
            one = waiting.pop()
            yield one
            waiting += [child for child in reversed(one.children) if isinstance(child, Element)]

    def text(self) -> str:
        """All text within, as it stands."""
        said = []
        waiting: list[Element | str] = [self]
        while waiting:
            one = waiting.pop()
            if isinstance(one, str):
                said.append(one)
            else:
                waiting += reversed(one.children)
        return "".join(said)

    def first(self, tag: str) -> "Element | None":
        return next((one for one in self.walk() if one.tag == tag), None)


@dataclass(slots=True)
class Page:
    root: Element
    doctype: str


def parse_page(text: str) -> Page:
    """Reads broken HTML as far as it goes, in time that grows with its length and no faster.

    Raises ``UnreadableTemplate`` for what is too large or too deep.
    """
    if len(text) > MOST_CHARACTERS:
        raise _too_large(f"more than {MOST_CHARACTERS:,} characters; a template has some thousands")
    parser = _TreeParser()
    parser.read(text)
    return Page(root=parser.root, doctype=parser.doctype)


def _too_large(why: str) -> UnreadableTemplate:
    return UnreadableTemplate("template_too_large", f"The file has {why}.")


class _TreeParser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("#page")
        self.doctype = ""
        self._open = [self.root]
        self._count = 0

    def read(self, text: str) -> None:
        """Hands each whole tag to the parser, which looks for the end of what never ends again and again."""
        place = 0
        while place < len(text):
            found = text.find("<", place)
            self._say(unescape(text[place : len(text) if found < 0 else found]))
            if found < 0:
                return
            place = self._read_markup(text, found)

    def _read_markup(self, text: str, start: int) -> int:
        """Reads what begins with ``<`` at ``start``; answers where it ends."""
        following = text[start + 1 : start + 2]
        if text.startswith("<!--", start):
            return _after(text, "-->", start + 4)
        if following in ("!", "?"):
            end = _after(text, ">", start)
            self.doctype = self.doctype or text[start + 2 : end - 1].strip()[:100]
            return end
        if following == "/":
            end = _after(text, ">", start)
            self.handle_endtag(text[start + 2 : end - 1].strip().split(" ")[0].lower())
            return end
        if not (following.isascii() and following.isalpha()):
            self._say("<")
            return start + 1
        end = _tag_end(text, start)
        if end - start > LONGEST_TAG:
            raise _too_large(f"a tag of more than {LONGEST_TAG:,} characters")
        self.feed(text[start:end])
        self.reset()
        return self._read_raw(text, end)

    def _read_raw(self, text: str, start: int) -> int:
        """The content of an element that holds no elements; answers where it ends."""
        tag = self._open[-1].tag
        if tag not in RAW or self._open[-1].children:
            return start
        closing = re.compile(rf"</{tag}(?=[\s/>])", re.IGNORECASE).search(text, start)
        end = closing.start() if closing else len(text)
        said = text[start:end]
        self._say(said if tag in ("script", "style") else unescape(said))
        return end

    def _say(self, text: str) -> None:
        if text:
            self._open[-1].children.append(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._count += 1
        if self._count > MOST_ELEMENTS or len(self._open) > MOST_DEPTH:
            raise _too_large("too many elements, or too deep in each other")
        last = self._open[-1].tag
        if tag in ENDS_WITH_NEXT.get(last, ()):
            self._open.pop()
        element = Element(tag, {name: value or "" for name, value in reversed(attrs)})
        self._open[-1].children.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID and tag not in ("script", "style", "textarea"):
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        for depth in range(len(self._open) - 1, 0, -1):
            if self._open[depth].tag == tag:
                del self._open[depth:]
                return


def _after(text: str, mark: str, start: int) -> int:
    """Where what ends with ``mark`` is over: at the end of the text where nothing ends it."""
    found = text.find(mark, start)
    return len(text) if found < 0 else found + len(mark)


def _tag_end(text: str, start: int) -> int:
    """As ``_after`` with ``>``, which an attribute's value in quotation marks may hold."""
    place = start
    while found := _END_OR_QUOTE.search(text, place):
        if found[0] == ">":
            return found.end()
        place = _after(text, found[0][-1], found.end())
    return len(text)
