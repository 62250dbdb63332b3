import { Checkbox, Group, Text } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  addPolicy,
  changePolicy,
  listPathways,
  listPolicies,
  type SlaPolicy,
  serviceKeys,
} from "@/api/service";
import { formatMoment } from "@/lib/dates";
import { lookUp } from "@/lib/lookUp";
import { wholeSpan } from "@/lib/timeLeft";
import { useNow } from "@/lib/useNow";
import { FormDialog } from "@/ui/FormDialog";
import { PlainTable } from "@/ui/PlainTable";
import { Tag } from "@/ui/Tag";
import { type Ruling, rule, standingOf, type TaskLook } from "../model/policies";
import { PolicyForm } from "./PolicyForm";
import { PolicyTester } from "./PolicyTester";

const NOBODY: TaskLook = { site: "", pathway: "", priority: "", modality: "", read_type: "final" };

/** The rows of the matrix, with a tester that marks the one that decides. */
export function PolicyMatrix({ mayManage }: { mayManage: boolean }) {
  const { t } = useTranslation(["service", "common"]);
  const client = useQueryClient();
  const now = useNow("half-minute");
  const [look, setLook] = useState<TaskLook>(NOBODY);
  const [showPast, setShowPast] = useState(false);
  const policies = useQuery({ queryKey: serviceKeys.policies, queryFn: listPolicies });
  const pathways = useQuery({ queryKey: serviceKeys.pathways, queryFn: listPathways });
  const ruling =
    look.priority === "" || !policies.data || !pathways.data
      ? null
      : rule(policies.data, pathways.data, look, now);
  const pathwayName = (code: string) =>
    pathways.data?.find((pathway) => pathway.code === code)?.name ?? code;
  const shown = policies.data?.filter((row) => showPast || standingOf(row, now) !== "past");
  const milestones = t("milestone", { returnObjects: true });
  const readTypes = t("readType", { returnObjects: true });
  const priorities = t("priority", { returnObjects: true, ns: "common" });
  const refresh = () => client.invalidateQueries({ queryKey: serviceKeys.policies });

  function inForce(policy: SlaPolicy): string {
    const from = formatMoment(policy.effective_from);
    const to = formatMoment(policy.effective_to);
    if (from && to) return t("matrix.fromUntil", { from, to });
    if (from) return t("matrix.since", { from });
    return to ? t("matrix.until", { to }) : t("matrix.always");
  }

  return (
    <>
      <PolicyTester
        look={look}
        onChange={setLook}
        pathways={pathways.data ?? []}
        ruling={ruling}
        isKnown={policies.data !== undefined && pathways.data !== undefined}
      />
      <Checkbox
        size="xs"
        mb="xs"
        label={t("matrix.showPast")}
        checked={showPast}
        onChange={(event) => setShowPast(event.currentTarget.checked)}
      />
      <PlainTable
        title={t("matrix.title")}
        explanation={t("matrix.explanation")}
        empty={t("matrix.empty")}
        rows={shown}
        error={policies.error}
        onRetry={() => void policies.refetch()}
        action={
          mayManage ? (
            <PolicyForm
              policy={null}
              action={t("matrix.add")}
              save={(wish) => addPolicy(wish).then(refresh)}
            />
          ) : null
        }
        columns={[
          {
            heading: t("column.pathway"),
            cell: ({ pathway }) => (pathway ? pathwayName(pathway) : t("any")),
          },
          { heading: t("column.site"), cell: ({ site }) => site?.name ?? t("any") },
          {
            heading: t("column.priority"),
            cell: ({ priority }) => (priority ? lookUp(priorities, priority) : t("any")),
          },
          { heading: t("column.modality"), cell: ({ modality }) => modality ?? t("any") },
          {
            heading: t("column.read_type"),
            cell: ({ read_type }) => (read_type ? lookUp(readTypes, read_type) : t("any")),
          },
          {
            heading: t("matrix.within"),
            cell: (row) => (
              <Group gap="xs" wrap="nowrap">
                <strong>{wholeSpan(row.minutes)}</strong>
                <RulingTag row={row} ruling={ruling} />
              </Group>
            ),
          },
          {
            heading: t("matrix.clock"),
            cell: ({ clock_from, clock_to }) =>
              `${lookUp(milestones, clock_from)} → ${lookUp(milestones, clock_to)}`,
          },
          {
            heading: t("matrix.calendar"),
            cell: ({ calendar }) => calendar?.name ?? t("matrix.roundTheClock"),
          },
          {
            heading: t("matrix.inForce"),
            cell: (row) => {
              const standing = standingOf(row, now);
              return (
                <Group gap="xs">
                  {inForce(row)}
                  {standing === "inForce" ? null : (
                    <Tag shape={standing === "past" ? "✕" : "◌"}>{t(`matrix.${standing}`)}</Tag>
                  )}
                </Group>
              );
            },
          },
          {
            heading: "",
            cell: (row) =>
              mayManage && standingOf(row, now) !== "past" ? (
                <Group gap="xs" wrap="nowrap" justify="flex-end">
                  <PolicyForm
                    policy={row}
                    action={t("matrix.edit")}
                    save={(wish) => changePolicy(row.id, wish).then(refresh)}
                  />
                  <FormDialog
                    action={t("matrix.end")}
                    title={t("matrix.endTitle")}
                    submit={t("matrix.end")}
                    danger
                    run={() =>
                      changePolicy(row.id, { effective_to: new Date().toISOString() }).then(refresh)
                    }
                  >
                    <Text size="sm">{t("matrix.endHint")}</Text>
                  </FormDialog>
                </Group>
              ) : null,
          },
        ]}
      />
    </>
  );
}

function RulingTag({ row, ruling }: { row: SlaPolicy; ruling: Ruling | null }) {
  const { t } = useTranslation("service");
  if (ruling?.decides.id === row.id) {
    return (
      <Tag tone="good" shape="✓">
        {t("tester.mark")}
      </Tag>
    );
  }
  return ruling?.fitting.some(({ id }) => id === row.id) ? (
    <Tag shape="○">{t("tester.fitsMark")}</Tag>
  ) : null;
}
