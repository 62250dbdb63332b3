"""Django's authentication, under row-level security: a person is looked up in a context of their own."""

from typing import Any
from uuid import UUID

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from apps.accounts.models import User
from apps.accounts.selectors import user_by_id, user_id_for_email
from apps.common.isolation import user_context


class IsolatedBackend(BaseBackend):
    """Checks e-mail and password; loads the session's user."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **_: Any,
    ) -> User | None:
        if not username or password is None:
            return None
        user_id = user_id_for_email(username)
        if user_id is None:
            # The same work for an unknown address, so that time does not tell which addresses exist.
            User().set_password(password)
            return None
        with user_context(user_id):
            user = user_by_id(user_id)
            return user if user and user.is_active and user.check_password(password) else None

    def get_user(self, user_id: UUID) -> User | None:
        with user_context(user_id):
            user = user_by_id(user_id)
        return user if user and user.is_active else None
