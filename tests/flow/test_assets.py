"""How the built front end reaches the browser."""

import re

import requests

from tests.flow.stack import Stack

TIMEOUT_SECONDS = 10


def test_assets_come_compressed_and_are_kept_for_good(stack: Stack) -> None:
    page = requests.get(stack.url, timeout=TIMEOUT_SECONDS)
    found = re.search(r'src="(/assets/[^"]+\.js)"', page.text)
    assert found

    for coding in ("gzip", "br"):
        headers = {"Accept-Encoding": coding}
        with requests.get(
            stack.url + found[1], headers=headers, stream=True, timeout=TIMEOUT_SECONDS
        ) as script:
            assert script.headers["Content-Encoding"] == coding
            assert "immutable" in script.headers["Cache-Control"]


def test_the_page_itself_is_asked_for_anew(stack: Stack) -> None:
    for path in ("/", "/worklist"):
        page = requests.get(stack.url + path, timeout=TIMEOUT_SECONDS)

        assert page.headers["Cache-Control"] == "no-cache"
