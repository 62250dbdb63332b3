import { Button, Checkbox, Group, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { type Opening, WEEK } from "../model/ladders";
import styles from "./ladders.module.css";

const WORKING = [0, 1, 2, 3, 4];

/** The hours in which a ladder holds, by the site's clock; none: always. */
export function LadderHoursFields({
  openings,
  onChange,
}: {
  openings: readonly Opening[];
  onChange: (openings: Opening[]) => void;
}) {
  const { t } = useTranslation("criticalResults");
  const change = (place: number, to: Partial<Opening>) =>
    onChange(openings.map((one, at) => (at === place ? { ...one, ...to } : one)));
  return (
    <fieldset className={styles.fields}>
      <legend>{t("ladder.when")}</legend>
      <p>{openings.length === 0 ? t("ladder.alwaysHint") : t("ladder.hoursHint")}</p>
      <div className={styles.lines}>
        {openings.map(({ days, opens, closes }, place) => {
          const time = (name: "opens" | "closes", value: string) => (
            <TextInput
              type="time"
              size="xs"
              aria-label={t(`ladder.${name}`, { line: place + 1 })}
              // The end of a day is written 24:00, which inputs of a time do not have.
              value={value === "24:00" ? "00:00" : value}
              onChange={(event) => change(place, { [name]: event.currentTarget.value })}
            />
          );
          return (
            // Lines have no id of their own, and each shows only what it is given.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <div key={place} className={styles.opening}>
              {time("opens", opens)}–{time("closes", closes)}
              {WEEK.map((weekday) => (
                <Checkbox
                  key={weekday}
                  size="xs"
                  label={t(`day.${weekday}`)}
                  checked={days.includes(weekday)}
                  onChange={(event) => {
                    const left = days.filter((day) => day !== weekday);
                    const chosen = event.currentTarget.checked ? [...left, weekday] : left;
                    change(place, { days: chosen.sort((a, b) => a - b) });
                  }}
                />
              ))}
              <Button
                size="compact-xs"
                variant="default"
                aria-label={t("ladder.removeLine", { line: place + 1 })}
                onClick={() => onChange(openings.filter((_, at) => at !== place))}
              >
                ✕
              </Button>
            </div>
          );
        })}
      </div>
      <Group gap="xs" mt="xs">
        <Button
          size="compact-xs"
          variant="default"
          onClick={() =>
            onChange([...openings, { days: WORKING, opens: "08:00", closes: "17:00" }])
          }
        >
          {t("ladder.addDays")}
        </Button>
        <Button
          size="compact-xs"
          variant="default"
          onClick={() =>
            onChange([...openings, { days: [...WEEK], opens: "17:00", closes: "08:00" }])
          }
        >
          {t("ladder.addNights")}
        </Button>
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => onChange([...openings, { days: [5, 6], opens: "00:00", closes: "24:00" }])}
        >
          {t("ladder.addWeekend")}
        </Button>
      </Group>
    </fieldset>
  );
}
