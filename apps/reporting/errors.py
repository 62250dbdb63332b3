"""Refusals around a report, each with what to do next."""

from apps.common.errors import Conflict, DomainError, NotFound, Unprocessable


class ClaimRequired(Conflict):
    code = "claim_required"
    title = "You do not hold this reading task"


class DraftConflict(Conflict):
    """``draft`` holds the server's text, who saved it and when; nothing was overwritten."""

    code = "draft_conflict"
    title = "The draft was changed elsewhere"


class TemplateConflict(Conflict):
    """``revision`` is that of the draft as it is; nothing was overwritten."""

    code = "template_conflict"
    title = "Somebody else changed this template"


class InvalidTemplate(Unprocessable):
    """``problems`` lists each mistake with place, code and message."""

    code = "invalid_template"
    title = "The template cannot be published yet"


class ReportSigned(Conflict):
    code = "report_signed"
    title = "The report is final"


class VersionConflict(Conflict):
    """``version`` is the number of the latest signed version; nothing was signed."""

    code = "version_conflict"
    title = "Another version was signed meanwhile"


class NothingSigned(Conflict):
    code = "nothing_signed"
    title = "There is no signed version yet"


class PartOfStudy(Conflict):
    """The report is on one region of a split study."""

    code = "part_of_study"
    title = "This report is on a part of the study"


class NothingChanged(Unprocessable):
    code = "nothing_changed"
    title = "The text is the same"


class CoSignatureRequired(Conflict):
    """The reader is supervised: another reader's signature makes the report final."""

    code = "co_signature_required"
    title = "Another reader has to sign this report"


class AnswerAwaited(Conflict):
    """The site reported it; the practice has not answered yet."""

    code = "answer_awaited"
    title = "The practice has not answered yet"


class StudyMismatch(Conflict):
    code = "study_mismatch"
    title = "The images shown are not those of this report"


class EmptyImpression(Unprocessable):
    code = "empty_impression"
    title = "The impression is empty"


class ChecksOpen(Unprocessable):
    """``results``, as `POST /report-checks` gives them: those that no reason was given for."""

    code = "checks_open"
    title = "The checks found something"


class RecommendationDiffers(Unprocessable):
    """``recommendations``: those whose data the text does not say, as ``POST …/recommendations/review`` gives them."""

    code = "recommendation_differs"
    title = "A recommendation and the text do not say the same"


class InvalidRecommendation(Unprocessable):
    code = "invalid_recommendation"
    title = "The recommendation needs to be mended"


class InvalidKeyImage(Unprocessable):
    """``key_images`` lists the keys of those that cannot be kept, where it is one of them; nothing was saved."""

    code = "invalid_key_image"
    title = "The key image cannot be used"


class UnknownKeyImage(NotFound):
    """``key_images`` lists the keys of those whose frame the actor cannot see; nothing was saved."""

    code = "key_image_unknown"
    title = "There is no such image"


class KeyImageOfAnotherPatient(Conflict):
    """``key_images`` lists the keys of those that show another patient; nothing was saved."""

    code = "key_image_of_another_patient"
    title = "The image shows another patient"


class KeyImageUnreadable(DomainError):
    """The frame's pixels cannot be made into a picture."""

    status = 409
    code = "key_image_unreadable"
    title = "The image cannot be shown"


class KindMismatch(Conflict):
    """The task's read type does not allow a report of this kind."""

    code = "kind_mismatch"
    title = "This read ends with another kind of report"


class PersonRequired(Unprocessable):
    """A critical finding ends with the name of the person who was told."""

    code = "person_required"
    title = "Say who was told"


class ReadBackRequired(Unprocessable):
    code = "read_back_required"
    title = "This category needs a read-back"


class ReasonRequired(Unprocessable):
    code = "reason_required"
    title = "Say why"


class DifferenceRequired(Unprocessable):
    """The final text is another than that of the read before it, and the signer did not say what that means."""

    code = "difference_required"
    title = "Say how much the change of the earlier read matters"


class InvalidLadder(Unprocessable):
    code = "invalid_ladder"
    title = "The contact ladder needs to be mended"


class LastFallback(Conflict):
    """Without it a site with no ladder of its own would be without any."""

    code = "last_fallback"
    title = "A fall-back ladder is needed for every category"


class LinkUnknown(NotFound):
    code = "link_unknown"
    title = "This link is not valid"


class LinkExpired(DomainError):
    status = 410
    code = "link_expired"
    title = "This link is no longer valid"


class WrongCode(DomainError):
    status = 403
    code = "wrong_code"
    title = "The code is not right"


class PortalOnly(DomainError):
    """The contact has no code, so that only a log-in proves who is there."""

    status = 403
    code = "portal_only"
    title = "Log in to the portal to confirm"


class InvalidMacro(Unprocessable):
    """``code`` says what is wrong; ``path`` names the macros that lead there, where others are called."""

    code = "invalid_macro"
    title = "The macro cannot be used"
