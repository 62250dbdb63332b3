"""Refusals around peer review, each with what to do next."""

from apps.common.errors import Conflict, Unprocessable


class CommentMissing(Unprocessable):
    code = "comment_required"
    title = "Say in a few words what differs"


class NotThisMode(Unprocessable):
    """``mode`` says whether the review is scored or learned from."""

    code = "other_review_mode"
    title = "This review is answered in another way"


class NotOffered(Conflict):
    code = "prior_not_offered"
    title = "This prior is not offered for review"


class VotesMissing(Conflict):
    """``votes`` of ``quorum`` are there."""

    code = "votes_missing"
    title = "Not enough of the committee have voted"


class VotedAlready(Conflict):
    code = "voted_already"
    title = "You have voted on this review"


class OwnReport(Conflict):
    """Also of who reviewed it: neither decides on their own case."""

    code = "own_case"
    title = "You had a part in this case"


class StillIdentifies(Unprocessable):
    """``fields`` names the texts."""

    code = "case_identifies"
    title = "The text still looks as if it names somebody"


class PolicyInPast(Unprocessable):
    code = "policy_in_past"
    title = "A policy begins today or later"


class NotConfirmed(Unprocessable):
    code = "images_not_confirmed"
    title = "Somebody has to have looked at each image"


class NotAPicture(Unprocessable):
    """``instances`` names what is not of the case's study, holds no image, or cannot be shown."""

    code = "not_a_picture"
    title = "Choose images of the reviewed study"


class TextInPixels(Unprocessable):
    """``instances`` says of itself that there is text in its pixels."""

    code = "text_in_pixels"
    title = "The image says of itself that there is text in it"


class TooManyImages(Unprocessable):
    """``most`` is the number."""

    code = "too_many_images"
    title = "A case has room for fewer images"


class LegacyLinesWrong(Unprocessable):
    """``lines``: the first of them, each with its number and what is wrong."""

    code = "legacy_lines_wrong"
    title = "Some lines cannot be taken over"
