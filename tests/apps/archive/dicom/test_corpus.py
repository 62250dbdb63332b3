"""The public corpus, object by object; without TELEREAD_CORPUS there is nothing to collect."""

from pathlib import Path

import pytest

from apps.archive.dicom.errors import UnreadableObject
from apps.archive.dicom.headers import ParsedHeaders, parse_headers
from tests.apps.archive.dicom.samples import corpus_files


def parsed_or_refused(path: Path) -> ParsedHeaders | UnreadableObject:
    try:
        return parse_headers(path)
    except UnreadableObject as error:
        return error


if corpus_files():

    @pytest.mark.parametrize("path", corpus_files(), ids=str)
    def test_every_file_is_parsed_or_refused_with_a_code(path: Path) -> None:
        result = parsed_or_refused(path)
        assert result.code if isinstance(result, UnreadableObject) else result.dicom_json
