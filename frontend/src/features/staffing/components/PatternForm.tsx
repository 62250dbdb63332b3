import { Checkbox, Group, NumberInput, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { PatternWish, ShiftPattern } from "@/api/roster";
import type { Person } from "@/api/types";
import { localZone } from "@/lib/dates";
import { FormDialog } from "@/ui/FormDialog";
import {
  endOf,
  formatRecurrence,
  minutesBetween,
  parseRecurrence,
  WEEKDAYS,
} from "../model/recurrence";
import { dateInput } from "../model/week";
import { RoleFields } from "./RoleFields";
import { ZoneSelect } from "./ZoneSelect";

function wishFrom(pattern: ShiftPattern | null): PatternWish {
  if (pattern) {
    const { id: _, reader, ...rest } = pattern;
    return { ...rest, reader: reader.id, start_time: rest.start_time.slice(0, 5) };
  }
  return {
    reader: "",
    role: "reading",
    rank: 1,
    time_zone: localZone(),
    starts_on: dateInput(new Date()),
    until: null,
    start_time: "08:00",
    duration_minutes: 8 * 60,
    recurrence: formatRecurrence({ weeks: 1, days: ["MO", "TU", "WE", "TH", "FR"] }),
  };
}

type Spoken = Pick<ShiftPattern, "recurrence" | "start_time" | "duration_minutes" | "time_zone">;

/** Says a pattern as a person would: “Every week on Mon, Tue, 22:00 to 06:00 (Europe/Berlin)”. */
export function usePatternWords(): (pattern: Spoken) => string {
  const { t } = useTranslation("staffing");
  return ({ recurrence, start_time, duration_minutes, time_zone }) => {
    const start = start_time.slice(0, 5);
    const hours = { start, end: endOf(start, duration_minutes), zone: time_zone };
    const plain = parseRecurrence(recurrence);
    if (!plain) return t("roster.saysRule", { rule: recurrence, ...hours });
    return t("roster.says", {
      every:
        plain.weeks === 1 ? t("roster.everyWeek") : t("roster.everyWeeks", { count: plain.weeks }),
      days: plain.days.map((day) => t(`day.${day}`)).join(", "),
      ...hours,
    });
  };
}

/** A recurring shift by days, hours and zone; said back in plain words while it is set. */
export function PatternForm({
  pattern,
  people,
  action,
  save,
}: {
  /** Null for a new one. */
  pattern: ShiftPattern | null;
  people: readonly Person[];
  action: string;
  save: (wish: PatternWish) => Promise<unknown>;
}) {
  const { t } = useTranslation(["staffing", "common"]);
  const say = usePatternWords();
  const [wish, setWish] = useState(() => wishFrom(pattern));
  const plain = parseRecurrence(wish.recurrence);
  const end = endOf(wish.start_time, wish.duration_minutes);

  return (
    <FormDialog
      action={action}
      submit={t("common:save")}
      ready={wish.reader !== "" && wish.starts_on !== "" && plain?.days.length !== 0}
      onOpen={() => setWish(wishFrom(pattern))}
      run={() => save(wish)}
    >
      <Select
        label={t("roster.reader")}
        required
        searchable
        disabled={pattern !== null}
        data={people.map(({ id, name }) => ({ value: id, label: name }))}
        value={wish.reader || null}
        onChange={(reader) => setWish({ ...wish, reader: reader ?? "" })}
      />
      <RoleFields
        role={wish.role}
        rank={wish.rank}
        onRole={(role) => setWish({ ...wish, role })}
        onRank={(rank) => setWish({ ...wish, rank })}
      />
      {plain ? (
        <>
          <Checkbox.Group
            label={t("roster.days")}
            value={[...plain.days]}
            onChange={(chosen) =>
              setWish({
                ...wish,
                recurrence: formatRecurrence({
                  ...plain,
                  days: WEEKDAYS.filter((day) => chosen.includes(day)),
                }),
              })
            }
          >
            <Group gap="sm" mt={4}>
              {WEEKDAYS.map((day) => (
                <Checkbox key={day} size="xs" value={day} label={t(`day.${day}`)} />
              ))}
            </Group>
          </Checkbox.Group>
          <NumberInput
            label={
              plain.weeks === 1
                ? t("roster.everyWeek")
                : t("roster.everyWeeks", { count: plain.weeks })
            }
            min={1}
            max={12}
            allowDecimal={false}
            value={plain.weeks}
            onChange={(weeks) =>
              setWish({
                ...wish,
                recurrence: formatRecurrence({ ...plain, weeks: Number(weeks) || 1 }),
              })
            }
          />
        </>
      ) : (
        <p>{t("roster.finer", { rule: wish.recurrence })}</p>
      )}
      <Group grow>
        <TextInput
          type="time"
          label={t("roster.start")}
          required
          value={wish.start_time}
          onChange={(event) => setWish({ ...wish, start_time: event.currentTarget.value })}
        />
        <TextInput
          type="time"
          label={t("roster.end")}
          required
          value={end}
          onChange={(event) =>
            setWish({
              ...wish,
              duration_minutes: minutesBetween(wish.start_time, event.currentTarget.value),
            })
          }
        />
      </Group>
      <ZoneSelect
        label={t("roster.timeZone")}
        value={wish.time_zone}
        onChange={(time_zone) => setWish({ ...wish, time_zone })}
      />
      <Group grow>
        <TextInput
          type="date"
          label={t("roster.starts")}
          required
          value={wish.starts_on}
          onChange={(event) => setWish({ ...wish, starts_on: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={t("roster.lastDay")}
          value={wish.until ?? ""}
          onChange={(event) => setWish({ ...wish, until: event.currentTarget.value || null })}
        />
      </Group>
      <p role="status">{say(wish)}</p>
    </FormDialog>
  );
}
