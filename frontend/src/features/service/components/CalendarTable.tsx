import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import {
  addCalendar,
  changeCalendar,
  listCalendars,
  type ServiceCalendar,
  serviceKeys,
} from "@/api/service";
import { formatDate } from "@/lib/dates";
import { lookUp } from "@/lib/lookUp";
import { PlainTable } from "@/ui/PlainTable";
import { CalendarForm } from "./CalendarForm";

export function CalendarTable({ mayManage }: { mayManage: boolean }) {
  const { t } = useTranslation("service");
  const client = useQueryClient();
  const calendars = useQuery({ queryKey: serviceKeys.calendars, queryFn: listCalendars });
  const refresh = () => client.invalidateQueries({ queryKey: serviceKeys.calendars });
  const days = t("day", { returnObjects: true });

  function hours({ hours: open }: ServiceCalendar): string {
    return [...open]
      .sort((a, b) => a.weekday - b.weekday)
      .map(({ weekday, opens, closes }) => `${lookUp(days, String(weekday))} ${opens}–${closes}`)
      .join(", ");
  }

  return (
    <PlainTable
      title={t("calendars.title")}
      explanation={t("calendars.explanation")}
      empty={t("calendars.empty")}
      rows={calendars.data}
      error={calendars.error}
      onRetry={() => void calendars.refetch()}
      action={
        mayManage ? (
          <CalendarForm
            calendar={null}
            action={t("calendars.add")}
            save={(wish) => addCalendar(wish).then(refresh)}
          />
        ) : null
      }
      columns={[
        { heading: t("calendars.name"), cell: ({ name }) => name },
        { heading: t("calendars.zone"), cell: ({ time_zone }) => time_zone },
        { heading: t("calendars.hours"), cell: hours },
        {
          heading: t("calendars.holidays"),
          cell: ({ holidays }) => (
            <details>
              <summary>{t("calendars.holidayCount", { count: holidays.length })}</summary>
              <ul>
                {holidays.map(({ date, name }) => (
                  <li key={date}>
                    {formatDate(date)} {name}
                  </li>
                ))}
              </ul>
            </details>
          ),
        },
        {
          heading: t("calendars.late"),
          cell: ({ late_from }) => late_from || t("calendars.noLate"),
        },
        {
          heading: "",
          cell: (calendar) =>
            mayManage ? (
              <CalendarForm
                calendar={calendar}
                action={t("calendars.edit")}
                save={(wish) => changeCalendar(calendar.id, wish).then(refresh)}
              />
            ) : null,
        },
      ]}
    />
  );
}
