"""Recordings that people type, custom words, and a practice's choices."""

from apps.dictation.models.dictations import Dictation
from apps.dictation.models.settings import DictationSettings
from apps.dictation.models.words import DictationWord

__all__ = ["Dictation", "DictationSettings", "DictationWord"]
