"""From what was heard to what is written: custom words, commands, punctuation, numbers, levels. Pure: no Django.

The browser does the same in ``frontend/src/features/dictation/speech``; one table of cases is held against both.
"""

from apps.dictation.speech.custom_words import CustomWord, with_custom_words
from apps.dictation.speech.interpreting import Piece, interpret

__all__ = ["CustomWord", "Piece", "interpret", "with_custom_words"]
