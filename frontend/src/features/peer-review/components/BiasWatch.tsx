import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type BiasFinding, getBiasWatch, reviewKeys } from "@/api/peerReview";
import { PlainTable } from "@/ui/PlainTable";
import { Tag } from "@/ui/Tag";

/** Whether reviewers judge by the report in front of them. */
export function BiasWatch() {
  const { t } = useTranslation("peerReview");
  const found = useQuery({ queryKey: reviewKeys.list("bias", {}), queryFn: getBiasWatch });
  const rows = found.data?.map((one) => ({ ...one, id: `${one.reviewer.id} ${one.question}` }));
  const count = (differences: number, reviews: number) => t("bias.count", { differences, reviews });
  return (
    <PlainTable
      title={t("bias.title")}
      explanation={t("bias.explanation")}
      empty={t("bias.none")}
      rows={rows}
      error={found.error}
      onRetry={() => void found.refetch()}
      columns={[
        { heading: t("bias.reviewer"), cell: (row) => row.reviewer.name },
        { heading: t("bias.asks"), cell: (row) => t(`bias.question.${row.question}`) },
        {
          heading: t("bias.here"),
          cell: (row) => count(row.here_differences, row.here_reviews),
        },
        {
          heading: t("bias.there"),
          cell: (row) => count(row.there_differences, row.there_reviews),
        },
        { heading: t("bias.p"), cell: (row) => pText(row) },
        {
          heading: "",
          cell: (row) =>
            row.flagged ? (
              <Tag tone="urgent" shape="▲">
                {t("bias.flag")}
              </Tag>
            ) : (
              t("bias.calm")
            ),
        },
      ]}
    />
  );
}

function pText({ adjusted_p }: BiasFinding): string {
  return adjusted_p < 0.001 ? "< 0.001" : adjusted_p.toFixed(3);
}
