import { Select } from "@mantine/core";

const ZONES = Intl.supportedValuesOf("timeZone");

/** Any zone of the IANA time zone database. */
export function ZoneSelect({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (zone: string) => void;
}) {
  const data = ZONES.includes(value) ? ZONES : [value, ...ZONES];
  return (
    <Select
      label={label}
      data={data}
      value={value}
      onChange={(zone) => onChange(zone ?? value)}
      allowDeselect={false}
      searchable
      limit={50}
    />
  );
}
