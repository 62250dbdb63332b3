"""Work is skipped only when nothing it depends on changed."""

from pathlib import Path

from runtime import fingerprint


def test_any_change_of_name_or_content_changes_the_fingerprint(tmp_path: Path) -> None:
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "a.ts").write_text("one", encoding="utf-8")
    first = fingerprint.of_files([folder])
    assert fingerprint.of_files([folder]) == first
    (folder / "a.ts").write_text("two", encoding="utf-8")
    second = fingerprint.of_files([folder])
    (folder / "a.ts").rename(folder / "b.ts")
    assert len({first, second, fingerprint.of_files([folder])}) == 3
    assert fingerprint.of_files([folder], also=["3.12"]) != fingerprint.of_files([folder])


def test_a_marker_vouches_for_its_inputs_only(tmp_path: Path) -> None:
    marker = tmp_path / "built" / "marker"
    assert not fingerprint.matches(marker, "abc")
    fingerprint.record(marker, "abc")
    assert fingerprint.matches(marker, "abc")
    assert not fingerprint.matches(marker, "abd")
