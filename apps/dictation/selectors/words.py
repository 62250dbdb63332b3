"""Custom words and a practice's settings."""

from uuid import UUID

from django.db.models import F, Q, QuerySet

from apps.accounts.actors import Actor
from apps.common.errors import NotFound
from apps.dictation.models import DictationSettings, DictationWord
from apps.dictation.speech import CustomWord


def settings_of_practice() -> DictationSettings:
    """The practice's settings, or the defaults, unsaved."""
    found: DictationSettings | None = DictationSettings.objects.first()
    return found or DictationSettings()


def visible_words(*, actor: Actor, search: str = "") -> QuerySet[DictationWord]:
    """The practice's words and the actor's own, by what is said; ``search`` looks in both forms."""
    found: QuerySet[DictationWord] = DictationWord.objects.filter(
        Q(owner=None) | Q(owner_id=actor.user_id)
    ).order_by("spoken", "id")
    if search:
        found = found.filter(Q(spoken__icontains=search) | Q(written__icontains=search))
    return found


def access_word(*, actor: Actor, word_id: UUID) -> DictationWord:
    """One of ``visible_words``; raises ``NotFound``."""
    word = visible_words(actor=actor).filter(id=word_id).first()
    if word is None:
        raise NotFound("There is no such word.")
    return word


def words_for(*, actor: Actor) -> list[CustomWord]:
    """As they apply to who speaks: the practice's first, so that an own one of the same sound replaces it."""
    found = visible_words(actor=actor).order_by(F("owner_id").asc(nulls_first=True), "spoken")
    return [
        CustomWord(spoken, written) for spoken, written in found.values_list("spoken", "written")
    ]
