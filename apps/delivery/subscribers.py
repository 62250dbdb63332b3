"""Reactions to what happened in the apps below."""
