import { Button, Modal, SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CriticalFinding } from "@/api/criticalFindings";
import { formatMoment } from "@/lib/dates";
import { displayName } from "@/lib/patientName";
import { studyTitle } from "@/lib/studyTitle";
import { leavesDialog } from "@/ui/dialogKeys";
import { FailureState } from "@/ui/feedback";
import page from "@/ui/page.module.css";
import { TimeLeftMark } from "@/ui/TimeLeftMark";
import { useFindings } from "../hooks/useFindings";
import { foundText } from "../model/words";
import styles from "./critical.module.css";
import { FindingPanel } from "./FindingPanel";

const QUERIES = {
  running: { state: "running" },
  overdue: { overdue: "true" },
  mine: { state: "running", mine: "true" },
  ended: { state: "closed,canceled" },
} as const;
const FILTERS = ["running", "overdue", "mine", "ended"] as const;

/** Every critical finding that runs, the most pressing first, with its clock. */
export function CriticalBoardPage() {
  const { t } = useTranslation(["criticalResults", "common"]);
  const [filter, setFilter] = useState<(typeof FILTERS)[number]>("running");
  const [opened, setOpened] = useState<string | null>(null);
  const { findings } = useFindings(QUERIES[filter]);
  return (
    <div className={page.page}>
      <title>{t("documentTitle")}</title>
      <h1>{t("title")}</h1>
      <p className={page.explanation}>{t("explanation")}</p>
      <SegmentedControl
        size="xs"
        mb="sm"
        aria-label={t("filter")}
        data={FILTERS.map((value) => ({ value, label: t(`filters.${value}`) }))}
        value={filter}
        onChange={(value) => setFilter(FILTERS.find((one) => one === value) ?? "running")}
      />
      {findings.error ? (
        <FailureState error={findings.error} onRetry={() => void findings.refetch()} />
      ) : !findings.data ? (
        <p role="status">{t("common:loading")}</p>
      ) : findings.data.results.length === 0 ? (
        <p>{t(`empty.${filter}`)}</p>
      ) : (
        <FindingRows rows={findings.data.results} onOpen={setOpened} />
      )}
      <Modal
        closeOnEscape={false}
        opened={opened !== null}
        onClose={() => setOpened(null)}
        onKeyDown={(event) => {
          if (leavesDialog(event)) setOpened(null);
        }}
        size="xl"
        title={t("findingTitle")}
      >
        {opened ? <FindingPanel id={opened} /> : null}
      </Modal>
    </div>
  );
}

function FindingRows({
  rows,
  onOpen,
}: {
  rows: readonly CriticalFinding[];
  onOpen: (id: string) => void;
}) {
  const { t } = useTranslation("criticalResults");
  const headings = [
    "left",
    "finding",
    "patient",
    "site",
    "state",
    "owner",
    "next",
    "attempts",
  ] as const;
  return (
    <div className={page.scroll}>
      <table className={page.table}>
        <thead>
          <tr>
            {headings.map((heading) => (
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
              <td>
                <TimeLeftMark
                  dueAt={row.due_at}
                  done={row.communicated_at !== null || row.ended_at !== null}
                />
              </td>
              <td>
                <strong>{t("category", { number: row.category })}</strong>
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
              <td>{t(`states.${row.state}`)}</td>
              <td>{row.ended_at === null ? (row.owner?.name ?? t("desk")) : "–"}</td>
              <td>
                {row.next_step
                  ? `${row.next_step.contact?.name ?? t(`steps.${row.next_step.kind}`)}, ${formatMoment(row.next_step.fire_at, row.site.time_zone)}`
                  : "–"}
              </td>
              <td>{row.attempt_count}</td>
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
