"""The custom words of a practice and of each person."""

from uuid import UUID

from django.db import IntegrityError, transaction

from apps.accounts.actors import Actor
from apps.audit.services import record
from apps.common.clock import now
from apps.common.errors import Conflict, Unprocessable
from apps.dictation.errors import WordTaken
from apps.dictation.models import DictationWord
from apps.dictation.selectors import access_word

MOST_WORDS = 2000


def add_word(*, actor: Actor, shared: bool, spoken: str, written: str) -> DictationWord:
    """A new word of the practice (``shared``) or the actor's own.

    Raises ``PermissionRefused``, ``Unprocessable`` for an empty form, ``WordTaken``, ``Conflict``.
    """
    _require(actor, shared=shared)
    owner_id = None if shared else actor.require_user()
    if DictationWord.objects.filter(owner_id=owner_id).count() >= MOST_WORDS:
        raise Conflict(
            f"{MOST_WORDS} words are kept; remove one before you add another.",
            code="too_many_words",
        )
    return _save(actor, DictationWord(owner_id=owner_id), spoken, written, "added")


def change_word(*, actor: Actor, word_id: UUID, spoken: str, written: str) -> DictationWord:
    """Raises ``NotFound``, and as ``add_word``."""
    word = _own(actor, word_id)
    return _save(actor, word, spoken, written, "changed")


def remove_word(*, actor: Actor, word_id: UUID) -> None:
    """Raises ``NotFound``, ``PermissionRefused``."""
    word = _own(actor, word_id)
    _audit(actor, word, "removed")
    word.delete()


def _own(actor: Actor, word_id: UUID) -> DictationWord:
    word = access_word(actor=actor, word_id=word_id)
    _require(actor, shared=word.owner_id is None)
    return word


def _save(
    actor: Actor, word: DictationWord, spoken: str, written: str, action: str
) -> DictationWord:
    word.spoken, word.written = " ".join(spoken.split()), " ".join(written.split())
    if not word.spoken or not word.written:
        raise Unprocessable("Say how it sounds and how it is written.", code="word_incomplete")
    word.saved_at = now()
    try:
        with transaction.atomic():
            word.save()
    except IntegrityError:
        raise WordTaken("Change the one that is there.") from None
    _audit(actor, word, action)
    return word


def _require(actor: Actor, *, shared: bool) -> None:
    actor.require("dictation.manage" if shared else "dictation.use")


def _audit(actor: Actor, word: DictationWord, action: str) -> None:
    """A word may be a physician's name: the trail says whose list changed, not the word."""
    record(
        actor=actor,
        action=f"dictation_word.{action}",
        object_type="dictation_word",
        object_id=word.id,
        detail={"shared": word.owner_id is None},
    )
