import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Banner } from "@/ui/feedback";
import type { Recommendations } from "../hooks/useRecommendations";
import { useRecommendationText } from "../hooks/useRecommendationText";
import styles from "./recommendations.module.css";

/** Before the signature: what of the follow-ups nobody is told, what is not kept as data, and where text and data part. */
export function RecommendationNote({ recommendations }: { recommendations: Recommendations }) {
  const { t } = useTranslation("reporting");
  const line = useRecommendationText();
  const { recorded, proposals, standingOf } = recommendations;
  const lacking = recorded.filter(({ key }) => (standingOf(key)?.missing.length ?? 0) > 0);
  const parted = recorded.filter(({ key }) => {
    const standing = standingOf(key)?.standing;
    return standing !== undefined && standing !== "said";
  });
  return (
    <div className={styles.note}>
      {parted.map((one) => (
        <Banner
          key={one.key}
          tone="danger"
          action={
            <Button
              size="compact-xs"
              onClick={() => recommendations.write(one, standingOf(one.key)?.quote ?? "")}
            >
              {t("followUp.write")}
            </Button>
          }
        >
          {t(
            `followUp.note.${standingOf(one.key)?.standing === "differs" ? "differs" : "unsaid"}`,
            {
              line: line(one),
            },
          )}
        </Banner>
      ))}
      {lacking.map((one) => (
        <Banner key={one.key} tone="warning">
          {t("followUp.note.missing", {
            line: line(one),
            what: standingOf(one.key)
              ?.missing.map((what) => t(`followUp.missing.${what}`))
              .join(", "),
          })}
        </Banner>
      ))}
      {proposals.map((one) => (
        <Banner
          key={`${one.quote}-${one.modality}`}
          tone="note"
          action={
            <Button
              size="compact-xs"
              variant="default"
              loading={recommendations.busy}
              onClick={() => void recommendations.keep(one)}
            >
              {t("followUp.keep")}
            </Button>
          }
        >
          {t("followUp.note.proposed", { line: line(one) })}
        </Banner>
      ))}
    </div>
  );
}
