import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ApiProblem } from "@/api/problem";
import type { KeyImage, ReadingTask } from "@/api/types";
import { useCan } from "@/lib/currentSession";
import { EmptyState } from "@/ui/feedback";
import { useSettledReport, useTaskReport } from "../hooks/useReport";
import { ReportEditor } from "./ReportEditor";
import { SignedReport } from "./SignedReport";

interface Props {
  task: ReadingTask;
  shownStudyUid: string;
  /** What is measured on the images now, one text each. */
  measurements: () => readonly string[];
  /** Brings a frame of the study or of a prior on screen. */
  onShowFrame: (image: KeyImage) => void;
  /** Whether the person holds the claim now. */
  claimed: boolean;
  /** Whether they held it at some time on this page, so that their text stays on screen. */
  wasClaimed: boolean;
  onRefused: (problem: ApiProblem) => void;
  onSigned: () => void;
  onNext: () => void;
  /** What dictates into the draft, shown beside it. */
  dictation: (reportId: string, writable: boolean) => ReactNode;
  /** What to show where the report does not open. */
  renderRefusal: (error: unknown, retry: () => void) => ReactNode;
}

/** The report of a task in whatever state it is: to write, to read, or not there yet. */
export function ReportPanel({ task, claimed, wasClaimed, onNext, renderRefusal, ...rest }: Props) {
  const { t } = useTranslation("reporting");
  const settle = useSettledReport();
  const mayWrite = useCan("report.write");
  const report = useTaskReport({
    id: task.id,
    reportId: task.report?.id ?? null,
    claimed: wasClaimed && mayWrite,
  });

  if (report.isPending) return <EmptyState title={t("loading")} />;
  if (report.error) return renderRefusal(report.error, () => void report.refetch());
  if (!report.data) return <EmptyState title={t("none")} hint={t("noneHint")} />;
  const { data } = report;
  if (data.editable && data.draft && (wasClaimed || data.versions.length === 0)) {
    return (
      <ReportEditor
        key={`${data.id}-${data.versions.length}`}
        report={data}
        study={task.study}
        writable={claimed && mayWrite}
        onGone={onNext}
        onChanged={settle}
        {...rest}
      />
    );
  }
  if (data.versions.length > 0) {
    return (
      <SignedReport
        report={data}
        shownStudyUid={rest.shownStudyUid}
        onShowFrame={rest.onShowFrame}
        onAmended={(amended) => {
          settle(amended);
          rest.onSigned();
        }}
        onNext={onNext}
      />
    );
  }
  return <EmptyState title={t("none")} hint={t("noneHint")} />;
}
