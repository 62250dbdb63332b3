"""Who asks for images, found out cheaply: a viewer asks for hundreds of frames a second.

The actor behind a token or session is kept in the process for ``ACTOR_SECONDS``, under a digest of the credential.
So a revoked token, an ended session or a changed role takes effect on images within that time; everywhere else it
does so at once.
"""

import hashlib
import time
from collections import OrderedDict

from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest

from apps.accounts.actors import Actor
from apps.accounts.authentication import actor_for_session
from apps.accounts.services import actor_for_token
from apps.archive.dicomweb.database import with_database
from apps.archive.dicomweb.errors import NotAuthenticated

ACTOR_SECONDS = 5.0
MOST_ACTORS = 4096

_actors: OrderedDict[bytes, tuple[float, Actor]] = OrderedDict()


async def actor_of(request: HttpRequest) -> Actor:
    """The actor behind the request's bearer token or session cookie. Raises ``NotAuthenticated``.

    Only for requests that change nothing: there is no CSRF check here.
    """
    credential, is_token = _credential(request)
    address = request.META.get("REMOTE_ADDR")
    key = hashlib.sha256(f"{is_token}\n{address}\n{credential}".encode()).digest()
    kept = _actors.get(key)
    if kept is not None and kept[0] > time.monotonic():
        return kept[1]
    look_up = _by_token if is_token else _by_session
    # The moment before the look-up, so that a slow one does not lengthen the time a revoked token lives.
    asked_at = time.monotonic()
    actor = await with_database(lambda: look_up(credential, address))
    if actor is None:
        _actors.pop(key, None)
        raise NotAuthenticated("The session or token is unknown, expired or revoked.")
    _actors[key] = (asked_at + ACTOR_SECONDS, actor)
    _actors.move_to_end(key)
    while len(_actors) > MOST_ACTORS:
        _actors.popitem(last=False)
    return actor


def forget_actors() -> None:
    """Looks every actor up anew."""
    _actors.clear()


def _credential(request: HttpRequest) -> tuple[str, bool]:
    scheme, _, token = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
    if scheme.lower() == "bearer":
        return token.strip(), True
    session_key = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
    if not session_key:
        raise NotAuthenticated("Log in, or send an `Authorization: Bearer …` header.")
    return session_key, False


def _by_token(text: str, address: str | None) -> Actor | None:
    return actor_for_token(text=text, address=address)


def _by_session(session_key: str, address: str | None) -> Actor | None:
    """The session middleware's work, without a response to set a cookie on: an idle session ends here too."""
    request = HttpRequest()
    request.session = SessionStore(session_key)
    actor = actor_for_session(request.session, get_user(request), address)
    if actor is not None and request.session.modified:
        request.session.save()
    return actor
