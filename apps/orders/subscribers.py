"""Reactions to what happened in the archive."""
