import { SegmentedControl, Text, Textarea } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { formatMoment } from "@/lib/dates";
import { WordDifference } from "@/ui/WordDifference";
import type { EarlierReadAnswer } from "../hooks/useEarlierRead";
import styles from "./report.module.css";

const ANSWERS = ["none", "minor", "major"] as const;

/** Shows what the final text changes of the earlier read, and asks how much it matters. */
export function EarlierRead({ earlier }: { earlier: EarlierReadAnswer }) {
  const { t } = useTranslation("reporting");
  const { before, severity } = earlier;
  if (!before) return null;
  if (!earlier.differs) {
    return (
      <Text size="sm" c="dimmed">
        {t("earlierRead.same", { kind: t(`kind.${before.kind}`), name: before.signer.name })}
      </Text>
    );
  }
  return (
    <section aria-label={t("earlierRead.title")}>
      <Text size="sm" fw={600}>
        {t("life.comparedWith", {
          kind: t(`kind.${before.kind}`),
          name: before.signer.name,
          moment: formatMoment(before.signed_at),
        })}
      </Text>
      <div className={styles.compared}>
        <WordDifference sections={earlier.sections} />
      </div>
      <SegmentedControl
        fullWidth
        aria-label={t("earlierRead.question")}
        value={severity ?? ""}
        onChange={(value) => {
          const answer = ANSWERS.find((one) => one === value);
          if (answer) earlier.setSeverity(answer);
        }}
        data={ANSWERS.map((value) => ({ value, label: t(`earlierRead.${value}`) }))}
      />
      {severity === "minor" || severity === "major" ? (
        <Textarea
          mt="xs"
          label={t("earlierRead.what")}
          description={t(`earlierRead.${severity}Hint`)}
          autosize
          required
          maxLength={2000}
          value={earlier.description}
          onChange={(event) => earlier.setDescription(event.currentTarget.value)}
        />
      ) : null}
    </section>
  );
}
