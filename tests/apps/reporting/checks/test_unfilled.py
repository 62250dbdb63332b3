"""Pick lists are found whatever their choices hold; what is meant in brackets is left alone."""

import pytest

from apps.reporting.checks import ReportFacts, check_report


def places(text: str) -> list[str]:
    sections = {"findings": text, "impression": "No acute finding."}
    return [
        text[one["start"] : one["end"]]
        for one in check_report(ReportFacts(sections=sections))
        if one["code"] == "unfilled_field"
    ]


@pytest.mark.parametrize(
    "token",
    [
        "[Side: left|right]",
        "[Size: 5 mm|6–10 mm|> 10 mm]",
        "[BI-RADS: 0|1|2|3|4A|4B|4C|5|6]",
        "[Comparison: none|prior CT of 3 March 2024|see images 4]",
        "[Level: L4/5|L5/S1]",
        "[所見: 異常なし|異常あり]",
        "[Long: " + "|".join(f"{number} " + "x" * 70 for number in range(20)) + "]",
    ],
)
def test_a_pick_list_is_one_open_field(token: str) -> None:
    assert places(f"Before {token} after.") == [token]


@pytest.mark.parametrize("meant", ["[1]", "[series 2]", "[sic]", "[image 4, series 2]", "[x]"])
def test_what_is_meant_is_left_alone(meant: str) -> None:
    assert places(f"Nodule {meant} seen.") == []


def test_brackets_without_end_cost_nothing() -> None:
    assert len(places("[|" * 10_000)) <= 20
