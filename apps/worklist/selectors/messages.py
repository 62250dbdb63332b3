"""Reading the talk between the practice and the site about a study."""

from uuid import UUID

from django.db.models import QuerySet

from apps.accounts.actors import Actor
from apps.archive.models import Study
from apps.archive.selectors import not_blinded
from apps.common.errors import NotFound
from apps.worklist.models import MessageMark, StudyMessage


def is_of_site(actor: Actor) -> bool:
    """Which side the actor speaks for: who works at named sites only, for the site."""
    return actor.site_ids is not None


def access_talk(*, actor: Actor, study_id: UUID) -> Study:
    """The study that is talked about; raises ``NotFound`` for any other tenant's or site's."""
    found: QuerySet[Study] = Study.objects.filter(id=study_id)
    # Who read the study writes here too.
    study = found.filter(not_blinded(actor)).first()
    if study is None or not actor.may_enter_site(study.site_id):
        raise NotFound("There is no such study.")
    return study


def messages_of(study: Study) -> QuerySet[StudyMessage]:
    """What was written about the study, with authors, the newest first."""
    found: QuerySet[StudyMessage] = (
        StudyMessage.objects.filter(study=study)
        .select_related("author")
        .order_by("-written_at", "-id")
    )
    return found


def last_message(study: Study) -> StudyMessage | None:
    return messages_of(study).first()


def unread_of(study: Study, *, of_site: bool) -> int:
    """How many of the other side's messages one side has not read."""
    found: int | None = (
        MessageMark.objects.filter(study=study, of_site=of_site)
        .values_list("unread", flat=True)
        .first()
    )
    return found or 0


def unread_since(mark: MessageMark) -> int:
    """The other side's messages written after the mark, counted anew."""
    others: QuerySet[StudyMessage] = StudyMessage.objects.filter(
        study_id=mark.study_id, from_site=not mark.of_site
    )
    if mark.read_at is not None:
        others = others.filter(written_at__gt=mark.read_at)
    return others.count()
