"""The one error of this package that is meant for a person."""


class RuntimeProblem(Exception):
    """Something a person can put right; the message says what to do next."""
