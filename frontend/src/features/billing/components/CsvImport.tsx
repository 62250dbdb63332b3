import { FileInput, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiProblem } from "@/api/problem";
import { FormDialog } from "@/ui/FormDialog";
import styles from "./billing.module.css";

interface RowError {
  row: number;
  column: string;
  message: string;
}

/** Sends a CSV file; where it is refused, says what is wrong in which row. */
export function CsvImport({
  action,
  hint,
  send,
  onDone,
}: {
  action: string;
  hint: string;
  send: (content: string) => Promise<unknown>;
  onDone: () => Promise<void>;
}) {
  const { t } = useTranslation("billing");
  const [file, setFile] = useState<File | null>(null);
  const [errors, setErrors] = useState<RowError[]>([]);

  async function run(): Promise<void> {
    if (!file) return;
    setErrors([]);
    try {
      await send(await file.text());
    } catch (error) {
      setErrors(rowErrors(error));
      throw error;
    }
    await onDone();
  }

  return (
    <FormDialog
      action={action}
      submit={t("file.send")}
      ready={file !== null}
      size="lg"
      run={run}
      onOpen={() => {
        setFile(null);
        setErrors([]);
      }}
    >
      <Text size="sm">{hint}</Text>
      <FileInput
        label={t("file.choose")}
        accept=".csv,text/csv,text/plain"
        value={file}
        onChange={setFile}
        clearable
      />
      {errors.length > 0 ? (
        <ul className={styles.errors}>
          {errors.map((one) => (
            <li key={`${one.row}-${one.column}-${one.message}`}>
              {t("file.row", { row: one.row, column: one.column })} {one.message}
            </li>
          ))}
        </ul>
      ) : null}
    </FormDialog>
  );
}

/** The rows that a refusal names. */
export function rowErrors(error: unknown): RowError[] {
  const rows = error instanceof ApiProblem ? error.body.rows : null;
  if (!Array.isArray(rows)) return [];
  return rows.filter(isRowError);
}

function isRowError(row: unknown): row is RowError {
  return typeof row === "object" && row !== null && "row" in row && "message" in row;
}
