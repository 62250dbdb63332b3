import { Button } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ApiProblem } from "@/api/problem";
import type { CopiedText, KeyImage, Report, SignedKind, Study } from "@/api/types";
import { useCan } from "@/lib/currentSession";
import { useOnceKeysRest } from "@/lib/useOnceKeysRest";
import { Banner, KeyHint, useFailureText } from "@/ui/feedback";
import { useChecks } from "../hooks/useChecks";
import { useDraft } from "../hooks/useDraft";
import { useInsertions } from "../hooks/useInsertions";
import { useKeyImages } from "../hooks/useKeyImages";
import { useOpenText } from "../hooks/useOpenText";
import { useRecommendations } from "../hooks/useRecommendations";
import { useApplyTemplate } from "../hooks/useReport";
import { useReportKeys } from "../hooks/useReportKeys";
import { useReportMacros } from "../hooks/useReportMacros";
import { standingCopies } from "../model/copied";
import { withMeasurements } from "../model/macros";
import { withWords } from "../model/quickRecommendation";
import { ConflictDialog } from "./ConflictDialog";
import { CopiedNote } from "./CopiedNote";
import { DraftTray } from "./DraftTray";
import { EarlierText } from "./EarlierText";
import { InsertBar } from "./InsertBar";
import { RecommendationNote } from "./RecommendationNote";
import styles from "./report.module.css";
import { SaveStatus } from "./SaveStatus";
import { SectionFields } from "./SectionFields";
import { SignDialog } from "./SignDialog";
import { SubmissionNote } from "./SubmissionNote";
import { TemplatePicker } from "./TemplatePicker";
import { VersionList } from "./VersionList";
import { WorkflowDialogs } from "./WorkflowDialogs";

interface Props {
  report: Report;
  study: Study;
  shownStudyUid: string;
  measurements: () => readonly string[];
  /** Brings a frame on screen. */
  onShowFrame: (image: KeyImage) => void;
  /** False once the claim is gone: the text stays, but nothing is saved or signed. */
  writable: boolean;
  onRefused: (problem: ApiProblem) => void;
  onSigned: () => void;
  /** Something stands beside the draft now; the draft goes on. */
  onChanged: (report: Report) => void;
  /** The report has left this reader. */
  onGone: () => void;
  /** What dictates into this text, shown beside it. */
  dictation: (reportId: string, writable: boolean) => ReactNode;
}

/** The draft beside the images. */
export function ReportEditor({ report, study, shownStudyUid, writable, ...rest }: Props) {
  const { measurements, dictation, onShowFrame, ...events } = rest;
  const { t } = useTranslation("reporting");
  const failureText = useFailureText();
  const maySign = useCan("report.sign") && writable;
  const [asked, setSigning] = useState<SignedKind | null>(null);
  // What needs another reader's signature is submitted; only the provisional can be signed alone.
  const signing = asked === "final" && report.co_signature_required ? null : asked;
  const { session, state } = useDraft(report, writable, events.onRefused);
  const askOfConflict = useOnceKeysRest(state.conflict !== null);
  const template = useApplyTemplate(report, (replaced) => {
    if (replaced.draft) session.dispatch({ type: "replaced", draft: replaced.draft });
  });

  async function applyTemplate(id: string): Promise<void> {
    const revision = await session.flush();
    if (revision !== null) template.mutate({ template: id, revision });
  }

  const checks = useChecks(report.id, state.sections, writable);
  const macros = useReportMacros(report.id, (template.data ?? report).template?.id ?? "", writable);
  const copied = standingCopies(state.copied, state.sections);
  const insertions = useInsertions({
    reportId: report.id,
    session,
    sections: state.sections,
    macros,
    writable,
    measurements,
  });
  useReportKeys((kind) => maySign && setSigning(kind), insertions);
  const keyImages = useKeyImages(state.keyImages, writable, (images) =>
    session.dispatch({ type: "key-images", images }),
  );
  useOpenText({
    sections: state.sections,
    writable,
    insertions,
    sign: () => maySign && setSigning("final"),
  });
  const recommendations = useRecommendations(report.id, state.sections, writable, (old, words) => {
    // What was typed while the server answered is in the session, not in this drawing of it.
    const { sections } = session.snapshot();
    const impression = sections.find(({ code }) => code === "impression")?.body ?? "";
    const body = withWords(impression, old, words);
    session.dispatch({ type: "edited", code: "impression", body });
  });

  return (
    <section className={styles.panel} aria-label={t("title")}>
      <header className={styles.head}>
        <h2>{t("title")}</h2>
        <TemplatePicker
          present={template.data?.template ?? report.template}
          reportId={report.id}
          written={state.sections.some(({ body }) => body.trim() !== "")}
          disabled={!writable}
          onApply={(id) => void applyTemplate(id)}
        />
      </header>
      <div>
        {writable ? null : <Banner tone="warning">{t("readOnly")}</Banner>}
        {template.error ? <Banner tone="danger">{failureText(template.error)}</Banner> : null}
        {state.restored && !state.conflict ? (
          <Banner
            tone="note"
            action={
              <Button
                size="compact-xs"
                variant="default"
                onClick={() => session.dispatch({ type: "restored-dismissed" })}
              >
                {t("restoredKeep")}
              </Button>
            }
          >
            {t("restored")}
          </Banner>
        ) : null}
        <SubmissionNote report={report} />
        <VersionList report={report} />
        <EarlierText report={report} />
        <CopiedNote
          copied={copied}
          onConfirm={() => session.dispatch({ type: "copies-confirmed" })}
        />
        <div className={styles.tools}>
          {dictation(report.id, writable)}
          {writable ? <InsertBar {...insertions} /> : null}
        </div>
      </div>
      <SectionFields
        sections={state.sections}
        readOnly={!writable}
        macros={() => withMeasurements(macros, measurements())}
        copied={textsBySection(copied)}
        onEdit={(code, body) => session.dispatch({ type: "edited", code, body })}
      />
      <DraftTray
        study={study}
        writable={writable}
        sections={state.sections}
        keyImages={keyImages}
        checks={checks}
        recommendations={recommendations}
        onShowFrame={onShowFrame}
      />
      <footer className={styles.foot}>
        <SaveStatus state={state} writable={writable} />
        {maySign ? (
          <WorkflowDialogs
            report={report}
            shownStudyUid={shownStudyUid}
            saveFirst={() => session.flush()}
            onChanged={events.onChanged}
            onGone={events.onGone}
          />
        ) : null}
        {report.co_signature_required ? null : (
          <Button
            size="sm"
            disabled={!maySign}
            rightSection={<KeyHint>F2</KeyHint>}
            onClick={() => setSigning("final")}
          >
            {t(report.state === "pending_sign" ? "submission.accept" : "sign.action")}
          </Button>
        )}
      </footer>
      {state.conflict && askOfConflict ? (
        <ConflictDialog
          mine={state.sections}
          server={state.conflict}
          mineKeyImages={state.keyImages}
          onKeepMine={() => session.dispatch({ type: "kept-mine" })}
          onTakeServer={() => session.dispatch({ type: "took-server" })}
        />
      ) : null}
      {signing ? (
        <SignDialog
          report={report}
          sections={state.sections}
          keyImages={state.keyImages}
          copied={copied}
          shownStudyUid={shownStudyUid}
          kind={signing}
          onKind={setSigning}
          checks={checks}
          notes={
            <>
              <RecommendationNote recommendations={recommendations} />
              {state.keyImages.length > 0 ? (
                <Banner tone="note">
                  {t("keyImages.signed", { count: state.keyImages.length })}
                </Banner>
              ) : null}
            </>
          }
          saveFirst={() => session.flush()}
          onSigned={() => {
            setSigning(null);
            events.onSigned();
          }}
          onClose={() => setSigning(null)}
        />
      ) : null}
    </section>
  );
}

function textsBySection(copied: readonly CopiedText[]): Record<string, string[]> {
  const texts: Record<string, string[]> = {};
  for (const { section, text } of copied) {
    texts[section] = [...(texts[section] ?? []), text];
  }
  return texts;
}
