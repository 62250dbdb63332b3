"""Refusals around a follow-up, each with what to do next."""

from apps.common.errors import Conflict, Unprocessable


class ReasonNeeded(Unprocessable):
    code = "reason_required"
    title = "Say why"


class WrongDay(Unprocessable):
    code = "wrong_day"
    title = "The day cannot be right"


class MatchDecided(Conflict):
    code = "match_decided"
    title = "Somebody has decided on this study already"
