import { Group, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import {
  addPattern,
  changePattern,
  listPatterns,
  removePattern,
  rosterKeys,
  type ShiftPattern,
} from "@/api/roster";
import type { Person } from "@/api/types";
import { formatDate } from "@/lib/dates";
import { FormDialog } from "@/ui/FormDialog";
import { PlainTable } from "@/ui/PlainTable";
import { PatternForm, usePatternWords } from "./PatternForm";

/** The recurring shifts, each in plain words. */
export function PatternTable({
  people,
  mayManage,
  onChanged,
}: {
  people: readonly Person[];
  mayManage: boolean;
  onChanged: () => Promise<void>;
}) {
  const { t } = useTranslation("staffing");
  const say = usePatternWords();
  const patterns = useQuery({ queryKey: rosterKeys.patterns, queryFn: listPatterns });
  return (
    <PlainTable
      title={t("roster.patterns")}
      explanation={t("roster.patternsExplanation")}
      empty={t("roster.noPatterns")}
      rows={patterns.data}
      error={patterns.error}
      onRetry={() => void patterns.refetch()}
      action={
        mayManage ? (
          <PatternForm
            pattern={null}
            people={people}
            action={t("roster.addPattern")}
            save={(wish) => addPattern(wish).then(onChanged)}
          />
        ) : null
      }
      columns={[
        { heading: t("roster.reader"), cell: ({ reader }) => reader.name },
        { heading: t("roster.roleLabel"), cell: ({ role }) => t(`roster.role.${role}`) },
        { heading: t("roster.recurs"), cell: say },
        { heading: t("roster.starts"), cell: ({ starts_on }) => formatDate(starts_on) },
        {
          heading: t("roster.until"),
          cell: ({ until }) => formatDate(until) || t("roster.noEnd"),
        },
        {
          heading: "",
          cell: (pattern) =>
            mayManage ? (
              <PatternButtons pattern={pattern} people={people} onChanged={onChanged} />
            ) : null,
        },
      ]}
    />
  );
}

function PatternButtons({
  pattern,
  people,
  onChanged,
}: {
  pattern: ShiftPattern;
  people: readonly Person[];
  onChanged: () => Promise<void>;
}) {
  const { t } = useTranslation("staffing");
  return (
    <Group gap="xs" wrap="nowrap" justify="flex-end">
      <PatternForm
        pattern={pattern}
        people={people}
        action={t("roster.editPattern")}
        save={({ reader: _, ...wish }) => changePattern(pattern.id, wish).then(onChanged)}
      />
      <FormDialog
        action={t("roster.removePattern")}
        title={t("roster.removePatternTitle")}
        submit={t("roster.removePattern")}
        danger
        run={() => removePattern(pattern.id).then(onChanged)}
      >
        <Text size="sm">{t("roster.removePatternHint")}</Text>
      </FormDialog>
    </Group>
  );
}
