from django.urls import path

from apps.dictation.api import dictations, settings, sound, transcriptions, utterances, words

OWN = "dictations/<uuid:dictation_id>"
TYPED = "transcriptions/<uuid:dictation_id>"

urlpatterns = [
    path("dictation-settings", settings.DictationSettingsView.as_view(), name="dictation-settings"),
    path("dictation-words", words.DictationWordsView.as_view(), name="dictation-words"),
    path(
        "dictation-words/<uuid:word_id>", words.DictationWordView.as_view(), name="dictation-word"
    ),
    path(
        "reports/<uuid:report_id>/utterances",
        utterances.UtterancesView.as_view(),
        name="report-utterances",
    ),
    path(
        "reports/<uuid:report_id>/dictations",
        dictations.ReportDictationsView.as_view(),
        name="report-dictations",
    ),
    path("dictations", dictations.DictationsView.as_view(), name="dictations"),
    path(OWN, dictations.DictationView.as_view(), name="dictation"),
    path(f"{OWN}/audio", sound.DictationAudioView.as_view(), name="dictation-audio"),
    path(f"{OWN}/send", dictations.DictationSendView.as_view(), name="dictation-send"),
    path(f"{OWN}/answer", dictations.DictationAnswerView.as_view(), name="dictation-answer"),
    path(f"{OWN}/return", dictations.DictationReturnView.as_view(), name="dictation-return"),
    path(f"{OWN}/accept", dictations.DictationAcceptView.as_view(), name="dictation-accept"),
    path(f"{OWN}/discard", dictations.DictationDiscardView.as_view(), name="dictation-discard"),
    path("transcriptions", transcriptions.TranscriptionsView.as_view(), name="transcriptions"),
    path(TYPED, transcriptions.TranscriptionView.as_view(), name="transcription"),
    path(
        f"{TYPED}/claim",
        transcriptions.TranscriptionClaimView.as_view(),
        name="transcription-claim",
    ),
    path(
        f"{TYPED}/release",
        transcriptions.TranscriptionReleaseView.as_view(),
        name="transcription-release",
    ),
    path(
        f"{TYPED}/text", transcriptions.TranscriptionTextView.as_view(), name="transcription-text"
    ),
    path(f"{TYPED}/ask", transcriptions.TranscriptionAskView.as_view(), name="transcription-ask"),
    path(
        f"{TYPED}/submit",
        transcriptions.TranscriptionSubmitView.as_view(),
        name="transcription-submit",
    ),
]
