import { Checkbox, Group, Select, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CalendarWish, OpenHours, ServiceCalendar } from "@/api/service";
import { localZone } from "@/lib/dates";
import { FormDialog } from "@/ui/FormDialog";
import { holidayLines, parseHolidays } from "../model/holidays";

const WEEK = [0, 1, 2, 3, 4, 5, 6] as const;
const ZONES = Intl.supportedValuesOf("timeZone");
const OFFICE = { opens: "08:00", closes: "18:00" };

function wishFrom(calendar: ServiceCalendar | null): CalendarWish {
  if (calendar) {
    const { id: _, ...rest } = calendar;
    return rest;
  }
  return {
    name: "",
    time_zone: localZone(),
    hours: WEEK.slice(0, 5).map((weekday) => ({ weekday, ...OFFICE })),
    holidays: [],
    late_from: "",
    country: "",
    region: "",
  };
}

/** Which hours count: weekdays, holidays written or imported, and from when a study is late. */
export function CalendarForm({
  calendar,
  action,
  save,
}: {
  /** Null for a new one. */
  calendar: ServiceCalendar | null;
  action: string;
  save: (wish: CalendarWish) => Promise<unknown>;
}) {
  const { t } = useTranslation(["service", "common"]);
  const [wish, setWish] = useState(() => wishFrom(calendar));
  const [lines, setLines] = useState("");
  const { holidays, wrong } = parseHolidays(lines);
  const text = (label: string, name: "country" | "region", hint: string, longest: number) => (
    <TextInput
      label={label}
      description={hint}
      maxLength={longest}
      value={wish[name]}
      onChange={(event) => setWish({ ...wish, [name]: event.currentTarget.value.toUpperCase() })}
    />
  );
  return (
    <FormDialog
      action={action}
      title={calendar ? t("calendars.editTitle", { name: calendar.name }) : action}
      submit={t("common:save")}
      ready={wish.name.trim() !== "" && wish.hours.length > 0 && wrong === null}
      onOpen={() => {
        const fresh = wishFrom(calendar);
        setWish(fresh);
        setLines(holidayLines(fresh.holidays));
      }}
      run={() => save({ ...wish, holidays })}
    >
      <TextInput
        label={t("calendars.name")}
        required
        maxLength={100}
        value={wish.name}
        onChange={(event) => setWish({ ...wish, name: event.currentTarget.value })}
      />
      <Select
        label={t("calendars.zone")}
        data={ZONES.includes(wish.time_zone) ? ZONES : [wish.time_zone, ...ZONES]}
        value={wish.time_zone}
        onChange={(zone) => setWish({ ...wish, time_zone: zone ?? wish.time_zone })}
        allowDeselect={false}
        searchable
        limit={50}
      />
      <WeekHours hours={wish.hours} onChange={(hours) => setWish({ ...wish, hours })} />
      <TextInput
        type="time"
        label={t("calendars.late")}
        description={t("calendars.lateHint")}
        value={wish.late_from}
        onChange={(event) => setWish({ ...wish, late_from: event.currentTarget.value })}
      />
      <Group grow align="flex-start">
        {text(t("calendars.country"), "country", t("calendars.countryHint"), 2)}
        {text(t("calendars.region"), "region", t("calendars.regionHint"), 6)}
      </Group>
      <Textarea
        label={t("calendars.holidayList")}
        description={t("calendars.holidayHint")}
        autosize
        minRows={2}
        maxRows={10}
        error={wrong === null ? null : t("calendars.holidayWrong", { line: wrong })}
        value={lines}
        onChange={(event) => setLines(event.currentTarget.value)}
      />
    </FormDialog>
  );
}

function WeekHours({
  hours,
  onChange,
}: {
  hours: readonly OpenHours[];
  onChange: (hours: OpenHours[]) => void;
}) {
  const { t } = useTranslation("service");
  return (
    <div>
      {WEEK.map((weekday) => {
        const place = hours.findIndex((open) => open.weekday === weekday);
        const open = hours[place];
        const day = t(`day.${weekday}`);
        const time = (label: string, name: "opens" | "closes", value: string) => (
          <TextInput
            type="time"
            size="xs"
            aria-label={label}
            // The end of a day is written 24:00, which inputs of a time do not have.
            value={value === "24:00" ? "00:00" : value}
            onChange={(event) => {
              const given = event.currentTarget.value;
              const said = name === "closes" && given === "00:00" ? "24:00" : given;
              onChange(
                hours.map((other, at) => (at === place ? { ...other, [name]: said } : other)),
              );
            }}
          />
        );
        return (
          <Group key={weekday} gap="xs" mb={4}>
            <Checkbox
              size="xs"
              w={64}
              label={day}
              aria-label={t("calendars.openOn", { day })}
              checked={open !== undefined}
              onChange={(event) =>
                onChange(
                  event.currentTarget.checked
                    ? [...hours, { weekday, ...OFFICE }]
                    : hours.filter((other) => other.weekday !== weekday),
                )
              }
            />
            {open ? (
              <>
                {time(t("calendars.opens", { day }), "opens", open.opens)}–
                {time(t("calendars.closes", { day }), "closes", open.closes)}
              </>
            ) : (
              <span>{t("calendars.closed")}</span>
            )}
          </Group>
        );
      })}
    </div>
  );
}
