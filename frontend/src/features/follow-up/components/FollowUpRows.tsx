import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { FollowUp } from "@/api/followUps";
import { formatDate } from "@/lib/dates";
import { displayName } from "@/lib/patientName";
import page from "@/ui/page.module.css";
import { useFollowUpText } from "../hooks/useFollowUpText";
import styles from "./followUp.module.css";
import { StateTag } from "./StateTag";

const HEADINGS = ["state", "due", "patient", "wanted", "site", "next"] as const;

/** The tracker's table, the earliest due first. */
export function FollowUpRows({
  rows,
  onOpen,
}: {
  rows: readonly FollowUp[];
  onOpen: (id: string) => void;
}) {
  const { t } = useTranslation("followUp");
  const { what } = useFollowUpText();
  return (
    <div className={page.scroll}>
      <table className={page.table}>
        <thead>
          <tr>
            {HEADINGS.map((heading) => (
              <th key={heading} scope="col">
                {t(`headings.${heading}`)}
              </th>
            ))}
            <th aria-label={t("show")} />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>
                <StateTag state={row.state} />
              </td>
              <td className={styles.date}>
                {row.due_on ? formatDate(row.due_on) : t("undated")}
                <Days row={row} />
              </td>
              <td className={styles.name}>
                <strong>{displayName(row.patient.name)}</strong>
                <br />
                <span className={styles.soft}>
                  {row.patient.patient_id} {formatDate(row.patient.birth_date)}
                </span>
              </td>
              <td className={styles.name}>
                {what(row)}
                <br />
                <span className={styles.soft}>{row.finding}</span>
              </td>
              <td>
                {row.site.name}
                <br />
                <span className={styles.soft}>{row.recommended_by.name}</span>
              </td>
              <td>{row.ended_at === null ? t(`next.${row.next}`) : row.end_reason || "–"}</td>
              <td>
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={t("showOf", { patient: displayName(row.patient.name) })}
                  onClick={() => onOpen(row.id)}
                >
                  {t("show")}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Days({ row }: { row: FollowUp }) {
  const { t } = useTranslation("followUp");
  const said =
    row.scheduled_on && row.state === "scheduled"
      ? t("appointment", { day: formatDate(row.scheduled_on) })
      : row.done_on
        ? t("doneOn", { day: formatDate(row.done_on) })
        : row.not_before
          ? t("from", { day: formatDate(row.not_before) })
          : "";
  return said ? (
    <>
      <br />
      <span className={styles.soft}>{said}</span>
    </>
  ) : null;
}
