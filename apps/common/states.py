"""Status columns change here and nowhere else, along a transition table that is data."""

from collections.abc import Mapping
from typing import Protocol, TypeVar

from apps.common.errors import Conflict

Action = str
State = str
TransitionTable = Mapping[tuple[State, Action], State]


class HasState(Protocol):
    state: str


S = TypeVar("S", bound=HasState)


class IllegalTransition(Conflict):
    """The action does not exist from the present state."""

    code = "illegal_transition"
    title = "Not possible in the present state"


def next_state(table: TransitionTable, state: State, action: Action) -> State:
    """The state that ``action`` leads to from ``state``; raises ``IllegalTransition``."""
    try:
        return table[state, action]
    except KeyError:
        raise IllegalTransition(
            f"‘{action}’ is not possible while ‘{state}’.", state=state, action=action
        ) from None


def advance(subject: S, table: TransitionTable, action: Action) -> S:
    """Sets ``subject.state`` along ``table``; the caller holds the row's lock and saves it."""
    subject.state = next_state(table, subject.state, action)
    return subject
