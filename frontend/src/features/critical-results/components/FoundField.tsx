import { Autocomplete } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { NamedFinding } from "@/api/criticalFindings";

const LONGEST = 500;
const OFFERED = 8;

/** What was found: one of the practice's named findings, or any words. */
export function FoundField({
  value,
  onChange,
  named,
  focused = false,
}: {
  value: string;
  onChange: (value: string) => void;
  named: readonly NamedFinding[];
  focused?: boolean;
}) {
  const { t } = useTranslation("criticalResults");
  return (
    <Autocomplete
      label={t("found")}
      description={t("foundHint")}
      maxLength={LONGEST}
      limit={OFFERED}
      data-autofocus={focused || undefined}
      data={[...new Set(named.map(({ name }) => name))]}
      value={value}
      onChange={onChange}
    />
  );
}
