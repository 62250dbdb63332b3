import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { FailureState } from "./feedback";
import styles from "./page.module.css";

export interface PlainColumn<Row> {
  heading: string;
  cell: (row: Row) => ReactNode;
  /** Its heading stands over the end of its digits. */
  isAmount?: boolean;
}

/** A titled table for the seldom used pages; says so when it is empty, waiting or failed. */
export function PlainTable<Row extends { id: string }>({
  title,
  explanation,
  empty,
  columns,
  rows,
  error,
  onRetry,
  action = null,
}: {
  title: string;
  explanation: string;
  empty: string;
  columns: readonly PlainColumn<Row>[];
  rows: readonly Row[] | undefined;
  error: unknown;
  onRetry: () => void;
  /** What can be done with the table as a whole. */
  action?: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <section className={styles.section}>
      <h2>{title}</h2>
      <p className={styles.explanation}>{explanation}</p>
      {error ? (
        <FailureState error={error} onRetry={onRetry} />
      ) : !rows ? (
        <p>{t("loading")}</p>
      ) : rows.length === 0 ? (
        <p>{empty}</p>
      ) : (
        <div className={styles.scroll}>
          <table className={styles.table}>
            <thead>
              <tr>
                {columns.map(({ heading, isAmount }) => (
                  <th key={heading} scope="col" className={isAmount ? styles.amount : undefined}>
                    {heading}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  {columns.map(({ heading, cell }) => (
                    <td key={heading}>{cell(row)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {action ? <div className={styles.action}>{action}</div> : null}
    </section>
  );
}
