import { Button, Group } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { listAbsences, listShifts, rosterKeys } from "@/api/roster";
import { listReaders, staffingKeys } from "@/api/staffing";
import { formatDate, localZone } from "@/lib/dates";
import { EmptyState, FailureState } from "@/ui/feedback";
import page from "@/ui/page.module.css";
import { rosterRows } from "../model/rosterRows";
import { addDays, dateInput, weekStart } from "../model/week";
import { NewAbsence } from "./NewAbsence";
import { NewShift } from "./NewShift";
import { PatternTable } from "./PatternTable";
import styles from "./staffing.module.css";
import { WeekTimeline } from "./WeekTimeline";

/** The week's duty, reader by reader, and what it is made from. */
export function Roster({ mayManage }: { mayManage: boolean }) {
  const { t } = useTranslation(["staffing", "common"]);
  const client = useQueryClient();
  const [start, setStart] = useState(() => weekStart(new Date()));
  const from = start.toISOString();
  const to = addDays(start, 7).toISOString();
  const shifts = useQuery({
    queryKey: rosterKeys.shifts(from, to),
    queryFn: () => listShifts(from, to),
  });
  const absences = useQuery({ queryKey: rosterKeys.absences, queryFn: listAbsences });
  const readers = useQuery({ queryKey: staffingKeys.readers, queryFn: listReaders });
  const rows = useMemo(
    () => rosterRows(shifts.data ?? [], absences.data ?? [], start),
    [shifts.data, absences.data, start],
  );
  const people = (readers.data ?? []).map(({ id, name }) => ({ id, name }));
  const refresh = async () => {
    await client.invalidateQueries({ queryKey: rosterKeys.all });
    await client.invalidateQueries({ queryKey: staffingKeys.all });
  };
  const error = shifts.error ?? absences.error;

  return (
    <>
      <section className={page.section}>
        <div className={styles.rosterHead}>
          <h2>{t("roster.week", { date: formatDate(dateInput(start)) })}</h2>
          <Group gap="xs">
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => setStart(addDays(start, -7))}
            >
              ← {t("roster.previous")}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => setStart(weekStart(new Date()))}
            >
              {t("roster.thisWeek")}
            </Button>
            <Button size="compact-sm" variant="default" onClick={() => setStart(addDays(start, 7))}>
              {t("roster.next")} →
            </Button>
          </Group>
          <span className={styles.faint}>{t("roster.zone", { zone: localZone() })}</span>
          {mayManage ? (
            <Group gap="xs" className={styles.push}>
              <NewShift people={people} start={start} onAdded={refresh} />
              <NewAbsence people={people} start={start} onAdded={refresh} />
            </Group>
          ) : null}
        </div>
        {error ? (
          <FailureState error={error} onRetry={() => void refresh()} />
        ) : !shifts.data ? (
          <p>{t("common:loading")}</p>
        ) : rows.length === 0 ? (
          <EmptyState title={t("roster.empty")} />
        ) : (
          <WeekTimeline
            rows={rows}
            start={start}
            people={people}
            mayManage={mayManage}
            onChanged={refresh}
          />
        )}
      </section>
      <PatternTable people={people} mayManage={mayManage} onChanged={refresh} />
    </>
  );
}
