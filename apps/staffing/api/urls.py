from django.urls import path

from apps.staffing.api import credentials, documents, presence, readers, roster

urlpatterns = [
    path("readers", readers.ReadersView.as_view(), name="readers"),
    path("readers/<uuid:reader_id>", readers.ReaderView.as_view(), name="reader"),
    path("reader-skills", readers.ReaderSkillsView.as_view(), name="reader-skills"),
    path("reader-skills/<uuid:skill_id>", readers.ReaderSkillView.as_view(), name="reader-skill"),
    path("reader-blocks", readers.ReaderBlocksView.as_view(), name="reader-blocks"),
    path("reader-blocks/<uuid:block_id>", readers.ReaderBlockView.as_view(), name="reader-block"),
    path("reader-pools", readers.ReaderPoolsView.as_view(), name="reader-pools"),
    path("reader-pools/<uuid:pool_id>", readers.ReaderPoolView.as_view(), name="reader-pool"),
    path("licences", credentials.LicencesView.as_view(), name="licences"),
    path("licences/<uuid:licence_id>", credentials.LicenceView.as_view(), name="licence"),
    path(
        "licences/<uuid:licence_id>/documents",
        documents.LicenceDocumentsView.as_view(),
        name="licence-documents",
    ),
    path("privileges", credentials.PrivilegesView.as_view(), name="privileges"),
    path("privileges/<uuid:privilege_id>", credentials.PrivilegeView.as_view(), name="privilege"),
    path(
        "privileges/<uuid:privilege_id>/documents",
        documents.PrivilegeDocumentsView.as_view(),
        name="privilege-documents",
    ),
    path(
        "credential-documents",
        documents.CredentialDocumentsView.as_view(),
        name="credential-documents",
    ),
    path(
        "credential-documents/<uuid:document_id>",
        documents.CredentialDocumentView.as_view(),
        name="credential-document",
    ),
    path(
        "credential-documents/<uuid:document_id>/content",
        documents.CredentialDocumentContentView.as_view(),
        name="credential-document-content",
    ),
    path(
        "credential-expiries",
        credentials.CredentialExpiriesView.as_view(),
        name="credential-expiries",
    ),
    path("jurisdictions", credentials.JurisdictionsView.as_view(), name="jurisdictions"),
    path(
        "sites/<uuid:site_id>/jurisdictions",
        credentials.SiteJurisdictionsView.as_view(),
        name="site-jurisdictions",
    ),
    path("shift-patterns", roster.ShiftPatternsView.as_view(), name="shift-patterns"),
    path(
        "shift-patterns/<uuid:pattern_id>",
        roster.ShiftPatternView.as_view(),
        name="shift-pattern",
    ),
    path("shifts", roster.ShiftsView.as_view(), name="shifts"),
    path("shifts/<uuid:shift_id>", roster.ShiftView.as_view(), name="shift"),
    path("shifts/<uuid:shift_id>/cover", roster.ShiftCoverView.as_view(), name="shift-cover"),
    path("absences", roster.AbsencesView.as_view(), name="absences"),
    path("absences/<uuid:absence_id>", roster.AbsenceView.as_view(), name="absence"),
    path("availability", presence.AvailabilityView.as_view(), name="availability"),
    path("reading-location", presence.ReadingLocationView.as_view(), name="reading-location"),
]
