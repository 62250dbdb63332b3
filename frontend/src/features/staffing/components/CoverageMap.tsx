import { type KeyboardEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { SiteCoverage } from "@/api/coverage";
import { formatMoment } from "@/lib/dates";
import { dayGroups, type Level, levelOf, stepFrom } from "../model/coverage";
import type { ChosenHour } from "./CoverageHour";
import styles from "./staffing.module.css";

const LEVELS: readonly Level[] = ["gap", "one", "more"];

/** The heat map: a gap is striped and says 0, so that it is seen without its colour. Arrows move. */
export function CoverageMap({
  hours,
  sites,
  chosen,
  onChoose,
}: {
  hours: readonly string[];
  sites: readonly SiteCoverage[];
  chosen: ChosenHour | null;
  onChoose: (hour: ChosenHour) => void;
}) {
  const { t } = useTranslation("staffing");
  const table = useRef<HTMLTableElement>(null);
  const [place, setPlace] = useState({ row: 0, column: 0 });
  const legend: Record<Level, string> = {
    gap: t("coverage.legendGap"),
    one: t("coverage.legendOne"),
    more: t("coverage.legendMore"),
  };

  function move(event: KeyboardEvent): void {
    const next = stepFrom(place, event.key, sites.length, hours.length);
    if (!next) return;
    event.preventDefault();
    setPlace(next);
    table.current
      ?.querySelector<HTMLButtonElement>(`[data-cell="${next.row}.${next.column}"]`)
      ?.focus();
  }

  return (
    <>
      <p className={styles.legend}>
        {LEVELS.map((level) => (
          <span key={level}>
            <span className={styles.cell} data-level={level} aria-hidden>
              {level === "more" ? "2+" : level === "one" ? "1" : "0"}
            </span>
            {legend[level]}
          </span>
        ))}
      </p>
      <div className={styles.mapScroll}>
        <table ref={table} className={styles.map} onKeyDown={move}>
          <thead>
            <tr>
              <th rowSpan={2} scope="col">
                {t("coverage.site")}
              </th>
              {dayGroups(hours).map(({ label, count }) => (
                <th key={label} colSpan={count} scope="colgroup" className={styles.mapDay}>
                  {label}
                </th>
              ))}
            </tr>
            <tr>
              {hours.map((hour) => (
                <th key={hour} scope="col" className={styles.mapHour}>
                  {String(new Date(hour).getHours()).padStart(2, "0")}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sites.map(({ site, readers }, row) => (
              <tr key={site.id}>
                <th scope="row">{site.name}</th>
                {hours.map((hour, column) => {
                  const count = readers[column] ?? 0;
                  const moment = formatMoment(hour);
                  return (
                    <td key={hour}>
                      <button
                        type="button"
                        className={styles.cell}
                        data-level={levelOf(count)}
                        data-cell={`${row}.${column}`}
                        tabIndex={place.row === row && place.column === column ? 0 : -1}
                        aria-pressed={chosen?.site.id === site.id && chosen.at === hour}
                        aria-label={
                          count === 0
                            ? t("coverage.cellGap", { site: site.name, moment })
                            : t("coverage.cell", { site: site.name, moment, count })
                        }
                        onClick={() => {
                          setPlace({ row, column });
                          onChoose({ site, at: hour });
                        }}
                      >
                        {count}
                      </button>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
