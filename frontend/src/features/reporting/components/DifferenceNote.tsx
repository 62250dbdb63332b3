import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { compareVersion, reportKeys } from "@/api/reports";
import { formatMoment } from "@/lib/dates";
import { FailureState } from "@/ui/feedback";
import { WordDifference } from "@/ui/WordDifference";
import styles from "./report.module.css";

/** What a signed version changed against the one signed before it, word by word. */
export function DifferenceNote({ reportId, number }: { reportId: string; number: number }) {
  const { t } = useTranslation("reporting");
  const found = useQuery({
    queryKey: reportKeys.differences(reportId, number),
    queryFn: () => compareVersion(reportId, number),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (found.isPending) return null;
  if (found.error) return <FailureState error={found.error} />;
  const { before, sections } = found.data;
  if (!before) return <p className={styles.body}>{t("life.nothingBefore")}</p>;
  return (
    <section aria-label={t("life.difference")}>
      <div className={styles.label}>
        {t("life.comparedWith", {
          kind: t(`kind.${before.kind}`),
          name: before.signer.name,
          moment: formatMoment(before.signed_at),
        })}
      </div>
      <WordDifference sections={sections} />
    </section>
  );
}
