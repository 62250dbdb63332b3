"""The difference between two texts: nothing of either is lost, and what is shown is what changed."""

from hypothesis import given
from hypothesis import strategies as st

from apps.reporting.differences import section_differences, word_difference

WORDS = st.lists(
    st.sampled_from(
        ["no", "acute", "finding", " ", "  ", "\n", ".", "5", "5.5", "mm", "Herz", "ü"]
    ),
    max_size=30,
).map("".join)
ANY = st.text(max_size=60)


def pairs(before: str, after: str) -> list[tuple[str, str]]:
    return [(one["operation"], one["text"]) for one in word_difference(before, after)]


@given(before=WORDS | ANY, after=WORDS | ANY)
def test_both_texts_can_be_read_off_the_difference(before: str, after: str) -> None:
    found = word_difference(before, after)
    assert "".join(one["text"] for one in found if one["operation"] != "added") == before
    assert "".join(one["text"] for one in found if one["operation"] != "removed") == after
    assert all(one["text"] for one in found)


@given(text=ANY)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert all(one["operation"] == "same" for one in word_difference(text, text))


def test_whole_words_and_numbers_change() -> None:
    assert pairs("Right 5.5 mm nodule", "Right 5 mm nodule") == [
        ("same", "Right "),
        ("removed", "5.5"),
        ("added", "5"),
        ("same", " mm nodule"),
    ]


def test_words_side_by_side_are_one_change() -> None:
    assert pairs("There is no acute bleed.", "There is a small bleed.") == [
        ("same", "There is "),
        ("removed", "no acute"),
        ("added", "a small"),
        ("same", " bleed."),
    ]


def test_long_texts_are_compared_by_line() -> None:
    before = "".join(f"line {number} says this\n" for number in range(900))
    after = before.replace("line 7 says this", "line 7 says that")
    assert [one for one in pairs(before, after) if one[0] != "same"] == [
        ("removed", "line 7 says this\n"),
        ("added", "line 7 says that\n"),
    ]


def test_sections_meet_by_code_and_place() -> None:
    def section(code: str, body: str, title: str = "T") -> dict[str, str]:
        return {"code": code, "title": title, "body": body}

    found = section_differences(
        [section("findings", "Clear."), section("addendum", "One."), section("technique", "")],
        [section("findings", "Clear."), section("addendum", "One."), section("addendum", "Two.")],
    )
    assert [(one["code"], one["changed"]) for one in found] == [
        ("findings", False),
        ("addendum", False),
        ("addendum", True),
    ]
