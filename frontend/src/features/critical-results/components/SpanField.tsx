import { Group, NativeSelect, NumberInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { asSpan, SPAN_UNITS, type SpanUnit } from "../model/spans";

const UNITS = ["min", "h", "d"] as const;

/** A span of minutes, written in the unit in which people say it. */
export function SpanField({
  label,
  minutes,
  least,
  onChange,
}: {
  label: string;
  minutes: number;
  least: number;
  onChange: (minutes: number) => void;
}) {
  const { t } = useTranslation("criticalResults");
  const [unit, setUnit] = useState<SpanUnit>(() => asSpan(minutes).unit);
  return (
    <Group gap={4} wrap="nowrap" align="flex-end">
      <NumberInput
        w={112}
        label={label}
        min={least}
        max={43_200 / SPAN_UNITS[unit]}
        allowDecimal={false}
        allowNegative={false}
        value={minutes / SPAN_UNITS[unit]}
        onChange={(value) => onChange(Math.round(Number(value) * SPAN_UNITS[unit]))}
      />
      <NativeSelect
        w={124}
        aria-label={t("policy.unitOf", { label })}
        data={UNITS.map((value) => ({ value, label: t(`policy.unit.${value}`) }))}
        value={unit}
        onChange={(event) => {
          const chosen = UNITS.find((one) => one === event.currentTarget.value) ?? "min";
          onChange(Math.round((minutes / SPAN_UNITS[unit]) * SPAN_UNITS[chosen]));
          setUnit(chosen);
        }}
      />
    </Group>
  );
}
