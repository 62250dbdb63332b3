import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { changeDictation, type Dictation } from "@/api/dictations";
import { ApiProblem } from "@/api/problem";
import { FormDialog } from "@/ui/FormDialog";
import type { TextPort } from "../model/textPort";
import styles from "./dictation.module.css";

/** Shows what was typed and puts it, marked, into the report. The text is saved before the dictation counts as taken. */
export function CheckText({
  dictation,
  text,
  onDone,
}: {
  dictation: Dictation;
  text: TextPort;
  onDone: () => void;
}) {
  const { t } = useTranslation("dictation");
  const name = dictation.transcriptionist?.name ?? "";

  async function accept(): Promise<void> {
    const saved = await text.putTyped(dictation.sections, t("own.origin", { name }));
    if (!saved) throw new ApiProblem(409, { detail: t("own.notSaved") });
    await changeDictation(dictation.id, "accept");
    onDone();
  }

  return (
    <FormDialog
      action={t("own.check")}
      title={t("own.checkTitle", { name })}
      submit={t("own.accept")}
      size="lg"
      run={accept}
    >
      {dictation.sections.map(({ code, body }) => (
        <section key={code}>
          <Text size="sm" fw={600}>
            {t(`section.${code}`)}
          </Text>
          <p className={styles.typed} dir="auto">
            {body}
          </p>
        </section>
      ))}
      <Text size="sm" c="dimmed">
        {t("own.checkHint")}
      </Text>
    </FormDialog>
  );
}
