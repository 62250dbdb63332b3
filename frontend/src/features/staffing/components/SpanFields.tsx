import { Group, Select, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Person } from "@/api/types";
import { localZone, momentToInput } from "@/lib/dates";

/** Who and from when to when, as inputs of this browser's zone give them. */
export interface SpanWish {
  reader: string;
  from: string;
  to: string;
}

const HOUR_MS = 3_600_000;

export function blankSpan(start: Date, hours: number): SpanWish {
  const from = new Date(start.getTime() + 8 * HOUR_MS);
  return {
    reader: "",
    from: momentToInput(from.toISOString()),
    to: momentToInput(new Date(from.getTime() + hours * HOUR_MS).toISOString()),
  };
}

export function isSpan({ reader, from, to }: SpanWish): boolean {
  return reader !== "" && from !== "" && to !== "" && from < to;
}

/** The moments of a span as the back end takes them. */
export function momentsOf({ from, to }: SpanWish): { starts_at: string; ends_at: string } {
  return { starts_at: new Date(from).toISOString(), ends_at: new Date(to).toISOString() };
}

export function SpanFields({
  people,
  span,
  onChange,
}: {
  people: readonly Person[];
  span: SpanWish;
  onChange: (span: SpanWish) => void;
}) {
  const { t } = useTranslation("staffing");
  const moment = (label: string, name: "from" | "to") => (
    <TextInput
      type="datetime-local"
      label={label}
      required
      value={span[name]}
      onChange={(event) => onChange({ ...span, [name]: event.currentTarget.value })}
    />
  );
  return (
    <>
      <Select
        label={t("roster.reader")}
        required
        searchable
        data={people.map(({ id, name }) => ({ value: id, label: name }))}
        value={span.reader || null}
        onChange={(reader) => onChange({ ...span, reader: reader ?? "" })}
      />
      <Group grow>
        {moment(t("roster.from"), "from")}
        {moment(t("roster.to"), "to")}
      </Group>
      <p>{t("roster.zone", { zone: localZone() })}</p>
    </>
  );
}
