import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Absence, Shift, ShiftRole } from "@/api/roster";
import type { Person } from "@/api/types";
import { formatMomentShort } from "@/lib/dates";
import { lookUp } from "@/lib/lookUp";
import { useNow } from "@/lib/useNow";
import type { RosterRow } from "../model/rosterRows";
import { addDays, barOf, weekDays } from "../model/week";
import { AbsenceDialog, ShiftDialog } from "./ShiftDialog";
import styles from "./staffing.module.css";

const SHAPE: Record<ShiftRole, string> = { reading: "", on_call: "☎", backup: "⇄" };

/** Readers by days; every shift is a button at its hours, with its duty and what is wrong with it. */
export function WeekTimeline({
  rows,
  start,
  people,
  mayManage,
  onChanged,
}: {
  rows: readonly RosterRow[];
  start: Date;
  people: readonly Person[];
  mayManage: boolean;
  onChanged: () => Promise<void>;
}) {
  const { t } = useTranslation("staffing");
  const now = useNow("half-minute");
  const [shift, setShift] = useState<Shift | null>(null);
  const [absence, setAbsence] = useState<Absence | null>(null);
  const days = weekDays(start).slice(0, 7);
  const today = barOf(new Date(now).toISOString(), new Date(now + 60_000).toISOString(), start);
  const heading = new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "2-digit" });

  function saying(item: Shift): string {
    const parts = [
      t("roster.shift", {
        role: t(`roster.role.${item.role}`),
        start: formatMomentShort(item.starts_at),
        end: formatMomentShort(item.ends_at),
      }),
      item.covered_for ? t("roster.coveredFor", { name: item.covered_for.name }) : "",
      conflictText(item.conflict),
    ];
    return parts.filter((part) => part !== "").join(", ");
  }

  function conflictText(code: string): string {
    return code === "" ? "" : lookUp(t("roster.conflict", { returnObjects: true }), code);
  }

  return (
    <div className={styles.timeline}>
      <div className={styles.timelineHead}>
        <span />
        <div className={styles.days}>
          {days.map((day) => (
            <span key={day.getTime()}>{heading.format(day)}</span>
          ))}
        </div>
      </div>
      {rows.map(({ reader, shifts, absences, lanes }) => (
        <div key={reader.id} className={styles.timelineRow}>
          <span className={styles.timelineName}>{reader.name}</span>
          <div className={styles.track} style={{ height: `${1.7 * lanes + 0.3}rem` }}>
            {days.map((day) => (
              <span
                key={day.getTime()}
                className={styles.dayLine}
                style={{ left: `${dayLine(day, start)}%` }}
              />
            ))}
            {today ? <span className={styles.nowLine} style={{ left: `${today.left}%` }} /> : null}
            {absences.map(({ item, bar }) => (
              <button
                key={item.id}
                type="button"
                className={styles.absence}
                style={{ left: `${bar.left}%`, width: `${bar.width}%` }}
                onClick={() => setAbsence(item)}
              >
                {item.reason
                  ? t("roster.absence", { reason: item.reason })
                  : t("roster.absenceBare")}
              </button>
            ))}
            {shifts.map(({ item, bar, lane }) => (
              <button
                key={item.id}
                type="button"
                className={styles.shift}
                data-role={item.role}
                data-conflict={item.conflict !== ""}
                style={{
                  left: `${bar.left}%`,
                  width: `${bar.width}%`,
                  top: `${1.7 * lane + 0.15}rem`,
                }}
                title={saying(item)}
                aria-label={`${reader.name}: ${saying(item)}`}
                onClick={() => setShift(item)}
              >
                {item.conflict === "" ? "" : "⚠ "}
                {SHAPE[item.role]} {formatMomentShort(item.starts_at).slice(-5)}–
                {formatMomentShort(item.ends_at).slice(-5)}
                {item.covered_for
                  ? ` ${t("roster.coveredFor", { name: item.covered_for.name })}`
                  : ""}
              </button>
            ))}
          </div>
        </div>
      ))}
      <p className={styles.faint}>
        {t("roster.role.reading")} · ☎ {t("roster.role.on_call")} · ⇄ {t("roster.role.backup")}
      </p>
      {shift ? (
        <ShiftDialog
          shift={shift}
          conflict={conflictText(shift.conflict)}
          people={people}
          mayManage={mayManage}
          onClose={() => setShift(null)}
          onChanged={onChanged}
        />
      ) : null}
      {absence ? (
        <AbsenceDialog
          absence={absence}
          mayManage={mayManage}
          onClose={() => setAbsence(null)}
          onChanged={onChanged}
        />
      ) : null}
    </div>
  );
}

/** Where a day begins; in the week of a clock change not at a seventh. */
function dayLine(day: Date, start: Date): number {
  return barOf(day.toISOString(), addDays(day, 1).toISOString(), start)?.left ?? 0;
}
