"""The short way answers as the long one."""

import pytest
from rest_framework.exceptions import NotAcceptable
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.test import APIRequestFactory

from apps.accounts.api.negotiation import Negotiation


class Csv(BaseRenderer):
    media_type = "text/csv"
    format = "csv"


def answer(chosen: DefaultContentNegotiation, accept: str | None, path: str) -> tuple[str, str]:
    headers = {} if accept is None else {"Accept": accept}
    request = Request(APIRequestFactory().get(path, headers=headers))
    try:
        renderer, media_type = chosen.select_renderer(request, [JSONRenderer(), Csv()], None)
    except NotAcceptable:
        return "refused", ""
    return str(renderer.format), media_type


@pytest.mark.parametrize("path", ["/a", "/a?format=csv", "/a?format=json"])
@pytest.mark.parametrize(
    "accept",
    [
        *(None, "*/*", "application/json", "application/json; indent=4", "text/csv", "text/html"),
        *("text/csv, */*;q=0.1", "application/*", "*/*; q=0.5", ""),
    ],
)
def test_every_request_is_answered_as_the_framework_would(accept: str | None, path: str) -> None:
    assert answer(Negotiation(), accept, path) == answer(DefaultContentNegotiation(), accept, path)
