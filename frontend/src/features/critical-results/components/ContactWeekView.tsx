import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import {
  type ContactLadder,
  type ContactStretch,
  type ContactWeek,
  criticalPolicyKeys,
  getContactWeek,
} from "@/api/criticalPolicy";
import { useNow } from "@/lib/useNow";
import { Banner, FailureState } from "@/ui/feedback";
import page from "@/ui/page.module.css";
import { placeInDay, stretchAt, uncoveredHours, WEEK, wallClock } from "../model/ladders";
import { LadderSteps } from "./LadderSteps";
import styles from "./ladders.module.css";

const MARKS = [0, 6, 12, 18, 24] as const;
const HOUR = 60;

/** Who is called at which hour of the site's week; hours in which nobody of the site is called stand out. */
export function ContactWeekView({
  site,
  category,
  ladders,
}: {
  site: string;
  category: number;
  ladders: readonly ContactLadder[];
}) {
  const { t } = useTranslation(["criticalResults", "common"]);
  const week = useQuery({
    queryKey: criticalPolicyKeys.week(site, category),
    queryFn: () => getContactWeek(site, category),
  });
  return (
    <section className={page.section}>
      <h2>{t("week.title")}</h2>
      <p className={page.explanation}>
        {week.data ? t("week.explanation", { zone: week.data.site.time_zone }) : ""}
      </p>
      {week.error ? (
        <FailureState error={week.error} onRetry={() => void week.refetch()} />
      ) : !week.data ? (
        <p role="status">{t("common:loading")}</p>
      ) : (
        <Week week={week.data} ladders={ladders} />
      )}
    </section>
  );
}

function Week({ week, ladders }: { week: ContactWeek; ladders: readonly ContactLadder[] }) {
  const { t } = useTranslation("criticalResults");
  const clock = wallClock(new Date(useNow("half-minute")), week.site.time_zone);
  const { stretches } = week;
  const uncovered = uncoveredHours(stretches);
  const ladderOf = ({ ladder }: ContactStretch) => ladders.find(({ id }) => id === ladder);
  const nowIn = stretchAt(stretches, clock);
  const now = nowIn && ladderOf(nowIn);
  const time = `${String(Math.floor(clock.minute / HOUR)).padStart(2, "0")}:${String(clock.minute % HOUR).padStart(2, "0")}`;
  return (
    <>
      {uncovered > 0 ? <Banner tone="warning">{t("week.gap", { count: uncovered })}</Banner> : null}
      {now ? (
        <div className={styles.now}>
          <strong>
            {t("week.now", { day: t(`day.${WEEK[clock.weekday] ?? 0}`), time, ladder: now.name })}
          </strong>
          <LadderSteps rungs={now.rungs} />
        </div>
      ) : null}
      <div className={styles.week}>
        <div className={styles.marks} aria-hidden>
          {MARKS.map((hour) => (
            <span key={hour} style={{ left: `${(hour / 24) * 100}%` }}>
              {String(hour).padStart(2, "0")}:00
            </span>
          ))}
        </div>
        {WEEK.map((weekday) => (
          <div key={weekday} className={styles.day}>
            <span className={styles.dayName}>{t(`day.${weekday}`)}</span>
            <ol className={styles.bar} aria-label={t(`day.${weekday}`)}>
              {stretches
                .filter((one) => one.weekday === weekday)
                .map((one) => {
                  const { left, width } = placeInDay(one);
                  const name = ladderOf(one)?.name ?? t("week.nothing");
                  const what = one.calls_nobody ? `⚠ ${t("week.nobody")}: ${name}` : name;
                  return (
                    <li
                      key={one.opens}
                      className={one.calls_nobody ? styles.uncovered : styles.covered}
                      style={{ left: `${left}%`, width: `${width}%` }}
                      title={`${one.opens}–${one.closes} ${what}`}
                    >
                      <span className={styles.times}>
                        {one.opens}–{one.closes}
                      </span>{" "}
                      {what}
                    </li>
                  );
                })}
              {weekday === clock.weekday ? (
                <li
                  aria-hidden
                  className={styles.nowLine}
                  style={{ left: `${(clock.minute / (24 * HOUR)) * 100}%` }}
                />
              ) : null}
            </ol>
          </div>
        ))}
      </div>
    </>
  );
}
