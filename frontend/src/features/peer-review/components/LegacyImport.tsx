import { FileInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { importLegacyScores, type LegacyAnswer, reviewKeys } from "@/api/peerReview";
import { FormDialog } from "@/ui/FormDialog";
import { Banner, useFailureText } from "@/ui/feedback";
import styles from "./peerReview.module.css";

/** Takes over the scores of an older system: the file is looked through first, line by line. */
export function LegacyImport() {
  const { t } = useTranslation("peerReview");
  const failureText = useFailureText();
  const client = useQueryClient();
  const [text, setText] = useState("");
  const [shown, setShown] = useState<LegacyAnswer | null>(null);
  const [failure, setFailure] = useState<unknown>(null);

  async function look(file: File | null): Promise<void> {
    setShown(null);
    setFailure(null);
    if (!file) return;
    try {
      const read = await file.text();
      setText(read);
      setShown(await importLegacyScores(read, true));
    } catch (error) {
      setFailure(error);
    }
  }

  return (
    <FormDialog
      action={t("legacy.action")}
      title={t("legacy.title")}
      submit={t("legacy.submit")}
      ready={shown !== null && shown.error_count === 0 && shown.new > 0}
      onOpen={() => {
        setShown(null);
        setFailure(null);
      }}
      run={async () => {
        await importLegacyScores(text, false);
        await client.invalidateQueries({ queryKey: reviewKeys.all });
      }}
    >
      <p>{t("legacy.explanation")}</p>
      <FileInput
        label={t("legacy.file")}
        accept=".csv,text/csv"
        clearable
        onChange={(file) => void look(file)}
      />
      {failure ? <Banner tone="danger">{failureText(failure)}</Banner> : null}
      {shown ? (
        <div role="status">
          <p>{t("legacy.found", { count: shown.new, known: shown.known })}</p>
          <p>
            {shown.scores
              .filter(({ count }) => count > 0)
              .map(({ score, count }) => `${score}: ${count}`)
              .join(" · ")}
          </p>
          {shown.error_count > 0 ? (
            <>
              <Banner tone="danger">{t("legacy.errors", { count: shown.error_count })}</Banner>
              <ul className={styles.lines}>
                {shown.lines.map((one) => (
                  <li key={one.line}>{t("legacy.line", one)}</li>
                ))}
              </ul>
            </>
          ) : null}
        </div>
      ) : null}
    </FormDialog>
  );
}
