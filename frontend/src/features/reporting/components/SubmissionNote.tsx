import { useTranslation } from "react-i18next";
import type { Report } from "@/api/types";
import { formatMoment } from "@/lib/dates";
import { Banner } from "@/ui/feedback";

/** Who wants whose signature, or what has to be changed before it is given. */
export function SubmissionNote({ report }: { report: Report }) {
  const { t } = useTranslation("reporting");
  const { submission } = report;
  if (submission?.outcome === "waiting") {
    const moment = formatMoment(submission.submitted_at);
    return (
      <Banner tone="note">
        {t("submission.waiting", { name: submission.submitted_by.name, moment })}
        {submission.comment ? ` “${submission.comment}”` : ""}
      </Banner>
    );
  }
  if (submission?.outcome === "returned") {
    return (
      <Banner tone="warning">
        {t("submission.returned", { name: submission.decided_by?.name ?? "" })} “{submission.answer}
        ”
      </Banner>
    );
  }
  if (report.co_signature_required) {
    return <Banner tone="note">{t("submission.required")}</Banner>;
  }
  return null;
}
