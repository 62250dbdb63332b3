"""Dictations, words and settings for those who may see them."""

from apps.dictation.selectors.dictations import (
    access_dictation,
    access_recording,
    access_transcription,
    dictations,
    lock_dictation,
    order_context,
    transcriptions,
)
from apps.dictation.selectors.words import (
    access_word,
    settings_of_practice,
    visible_words,
    words_for,
)

__all__ = [
    "access_dictation",
    "access_recording",
    "access_transcription",
    "access_word",
    "dictations",
    "lock_dictation",
    "order_context",
    "settings_of_practice",
    "transcriptions",
    "visible_words",
    "words_for",
]
