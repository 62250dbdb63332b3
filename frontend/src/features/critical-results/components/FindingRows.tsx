import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { CriticalFinding } from "@/api/criticalFindings";
import { formatMoment } from "@/lib/dates";
import { displayName } from "@/lib/patientName";
import { studyTitle } from "@/lib/studyTitle";
import page from "@/ui/page.module.css";
import { Tag } from "@/ui/Tag";
import { TimeLeftMark } from "@/ui/TimeLeftMark";
import { foundText } from "../model/words";
import styles from "./critical.module.css";

const HEADINGS = ["left", "finding", "patient", "site", "state", "owner", "next", "tried"] as const;

/** The rows of the board: the clock, what and whose, where it stands, who is next, what was tried. */
export function FindingRows({
  rows,
  onOpen,
}: {
  rows: readonly CriticalFinding[];
  onOpen: (id: string) => void;
}) {
  const { t } = useTranslation("criticalResults");
  return (
    <div className={page.scroll}>
      <table className={page.table}>
        <thead>
          <tr>
            {HEADINGS.map((heading) => (
              <th key={heading} scope="col">
                {t(heading)}
              </th>
            ))}
            <th aria-label={t("show")} />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td className={styles.clock}>
                <TimeLeftMark
                  dueAt={row.due_at}
                  done={row.communicated_at !== null || row.ended_at !== null}
                />
              </td>
              <td>
                <Tag
                  tone={row.category === 1 && row.ended_at === null ? "stat" : "plain"}
                  shape="!"
                >
                  {t("category", { number: row.category })}
                </Tag>
                <br />
                {foundText(row) || <span className={styles.soft}>{t("notDescribed")}</span>}
              </td>
              <td>
                <strong>{displayName(row.patient.name)}</strong>
                <br />
                <span className={styles.soft}>
                  {[row.patient.patient_id, studyTitle(row.study)].filter(Boolean).join(" · ")}
                </span>
              </td>
              <td>{row.site.name}</td>
              <td>
                {t(`states.${row.state}`)}
                {row.reached_name ? <div className={styles.soft}>{row.reached_name}</div> : null}
              </td>
              <td>{row.ended_at === null ? (row.owner?.name ?? t("desk")) : "–"}</td>
              <td>
                <NextStep row={row} />
              </td>
              <td>
                {row.attempt_count || "–"}
                {row.last_attempt_at ? (
                  <div className={styles.soft}>
                    {t("lastAttempt", {
                      moment: formatMoment(row.last_attempt_at, row.site.time_zone),
                    })}
                  </div>
                ) : null}
              </td>
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

function NextStep({ row: { next_step: step, site } }: { row: CriticalFinding }) {
  const { t } = useTranslation("criticalResults");
  if (!step) return "–";
  return (
    <>
      {step.contact?.name ?? t(`steps.${step.kind}`)}
      <div className={styles.soft}>{formatMoment(step.fire_at, site.time_zone)}</div>
    </>
  );
}
