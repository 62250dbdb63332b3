"""Which events exist and who listens. Filled when the apps load, read-only afterwards."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any, TypeVar, get_type_hints
from uuid import UUID

Handler = Callable[[Any], None]
E = TypeVar("E")
H = TypeVar("H", bound=Handler)

EVENTS: dict[str, type[Any]] = {}
NAMES: dict[type[Any], str] = {}
SUBSCRIBERS: dict[str, dict[str, Handler]] = {}

_ALLOWED = {
    UUID,
    str,
    int,
    bool,
    datetime,
    UUID | None,
    str | None,
    int | None,
    datetime | None,
}


def event(name: str) -> Callable[[type[E]], type[E]]:
    """Registers a frozen dataclass as the event ``name`` (``app.past_tense``); its fields are ids and plain values."""

    def register(cls: type[E]) -> type[E]:
        if not is_dataclass(cls):
            raise TypeError(f"{cls.__name__} must be a dataclass")
        wrong = [key for key, hint in get_type_hints(cls).items() if hint not in _ALLOWED]
        if wrong:
            raise TypeError(
                f"{cls.__name__} may hold ids and plain values only, not {', '.join(wrong)}"
            )
        if name in EVENTS:
            raise ValueError(f"event {name} is registered twice")
        EVENTS[name], NAMES[cls] = cls, name
        SUBSCRIBERS.setdefault(name, {})
        return cls

    return register


def subscribe(cls: type[Any]) -> Callable[[H], H]:
    """Registers ``handler(event)``: idempotent, called at least once, inside the event's tenant and transaction."""

    def register(handler: H) -> H:
        app = handler.__module__.removeprefix("apps.").partition(".")[0]
        SUBSCRIBERS[NAMES[cls]][f"{app}.{handler.__name__}"] = handler
        return handler

    return register


def to_payload(instance: Any) -> dict[str, Any]:
    """The event's fields as JSON values."""
    values = {field.name: getattr(instance, field.name) for field in fields(instance)}
    return {
        key: value.isoformat()
        if isinstance(value, datetime)
        else str(value)
        if isinstance(value, UUID)
        else value
        for key, value in values.items()
    }


def from_payload(name: str, payload: dict[str, Any]) -> Any:
    """The event that ``to_payload`` wrote; raises ``LookupError`` for a name no code knows any more."""
    try:
        cls = EVENTS[name]
    except KeyError:
        raise LookupError(f"no event named {name} is known to this version") from None
    hints = get_type_hints(cls)
    return cls(**{key: _value(hints[key], value) for key, value in payload.items() if key in hints})


def _value(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    if hint in (UUID, UUID | None):
        return UUID(value)
    if hint in (datetime, datetime | None):
        return datetime.fromisoformat(value)
    return value
