import { Group, NumberInput, Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ShiftRole } from "@/api/roster";

const ROLES: readonly ShiftRole[] = ["reading", "on_call", "backup"];

/** What duty a shift is, and for the on-call ladder its rung. */
export function RoleFields({
  role,
  rank,
  onRole,
  onRank,
}: {
  role: ShiftRole;
  rank: number;
  onRole: (role: ShiftRole) => void;
  onRank: (rank: number) => void;
}) {
  const { t } = useTranslation("staffing");
  return (
    <Group grow align="flex-start">
      <Select
        label={t("roster.roleLabel")}
        data={ROLES.map((value) => ({ value, label: t(`roster.role.${value}`) }))}
        value={role}
        onChange={(value) => onRole(ROLES.find((known) => known === value) ?? role)}
        allowDeselect={false}
      />
      {role === "reading" ? null : (
        <NumberInput
          label={t("roster.rank")}
          description={t("roster.rankHint")}
          min={1}
          max={9}
          allowDecimal={false}
          value={rank}
          onChange={(value) => onRank(Number(value) || 1)}
        />
      )}
    </Group>
  );
}
