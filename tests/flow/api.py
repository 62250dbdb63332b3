"""A client of the REST interface."""

from typing import Any

import requests


class Api(requests.Session):
    """Requests to the REST interface, each with a time limit."""

    def __init__(self, root: str, token: str) -> None:
        super().__init__()
        self._root = root
        self.headers["Authorization"] = f"Bearer {token}"

    def request(self, method: str | bytes, url: str | bytes, *args: Any, **options: Any) -> Any:
        options.setdefault("timeout", 30)
        return super().request(method, f"{self._root}{url!s}", *args, **options)
