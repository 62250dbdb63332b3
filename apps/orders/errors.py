"""Refusals of this app."""

from apps.common.errors import Conflict, Unprocessable


class IndicationRequired(Unprocessable):
    code = "indication_required"
    title = "The reader needs to know why the study was made"


class AttestationRequired(Unprocessable):
    code = "attestation_required"
    title = "STAT needs somebody to say why life or limb is at risk"


class AccessionNumberTaken(Conflict):
    code = "accession_number_taken"
    title = "The site has an order with this accession number"


class StudyHasOrder(Conflict):
    code = "study_has_order"
    title = "The study already has an order"


class OrderClosed(Conflict):
    code = "order_closed"
    title = "The order can no longer be changed"
