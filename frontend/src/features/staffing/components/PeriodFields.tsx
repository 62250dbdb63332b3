import { Group, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { localZone } from "@/lib/dates";
import { dateInput } from "../model/week";
import { ZoneSelect } from "./ZoneSelect";

/** Days as inputs give them; an empty last day means no end. */
export interface Period {
  valid_from: string;
  valid_through: string;
  time_zone: string;
}

export function blankPeriod(): Period {
  return { valid_from: dateInput(new Date()), valid_through: "", time_zone: localZone() };
}

/** From which day through which day, both included. */
export function PeriodFields({
  period,
  onChange,
}: {
  period: Period;
  onChange: (period: Period) => void;
}) {
  const { t } = useTranslation("staffing");
  const day = (label: string, name: "valid_from" | "valid_through", required: boolean) => (
    <TextInput
      type="date"
      label={label}
      required={required}
      value={period[name]}
      onChange={(event) => onChange({ ...period, [name]: event.currentTarget.value })}
    />
  );
  return (
    <>
      <Group grow>
        {day(t("credential.from"), "valid_from", true)}
        {day(t("credential.through"), "valid_through", false)}
      </Group>
      <ZoneSelect
        label={t("credential.zone")}
        value={period.time_zone}
        onChange={(time_zone) => onChange({ ...period, time_zone })}
      />
    </>
  );
}
