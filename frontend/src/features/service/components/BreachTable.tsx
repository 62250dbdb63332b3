import { Button, Checkbox, Group, Select } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  BREACH_CAUSES,
  BREACH_PAGE,
  type Breach,
  type BreachCause,
  changeBreach,
  listBreaches,
  serviceKeys,
} from "@/api/service";
import { useSession } from "@/lib/currentSession";
import { formatMoment } from "@/lib/dates";
import { asChoices, lookUp } from "@/lib/lookUp";
import { useFailureText } from "@/ui/feedback";
import { PlainTable } from "@/ui/PlainTable";
import { PriorityMark } from "@/ui/PriorityMark";
import { startOfDaysAgo } from "../model/periods";
import { PRIORITIES } from "../model/vocabulary";

const SPANS = [7, 30, 90] as const;

/** Targets that were not kept, with their causes, which a manager may set right. */
export function BreachTable({ mayManage }: { mayManage: boolean }) {
  const { t } = useTranslation("service");
  const { sites } = useSession();
  const [days, setDays] = useState(30);
  const [narrowed, setNarrowed] = useState({ site: "", cause: "", excused: false, offset: 0 });
  const query = { from: startOfDaysAgo(days), ...narrowed };
  const breaches = useQuery({
    queryKey: serviceKeys.breachPage(query),
    queryFn: () => listBreaches(query),
    placeholderData: (before) => before,
  });
  const milestones = t("milestone", { returnObjects: true });
  const count = breaches.data?.count ?? 0;
  const last = Math.min(narrowed.offset + BREACH_PAGE, count);

  return (
    <>
      <Group gap="sm" align="flex-end" mb="sm">
        <Select
          size="xs"
          label={t("breaches.days")}
          data={SPANS.map((span) => ({
            value: String(span),
            label: t("breaches.daysCount", { count: span }),
          }))}
          value={String(days)}
          onChange={(value) => setDays(Number(value ?? 30))}
          allowDeselect={false}
        />
        <Select
          size="xs"
          label={t("breaches.site")}
          placeholder={t("all")}
          data={sites.map(({ slug, name }) => ({ value: slug, label: name }))}
          value={narrowed.site || null}
          onChange={(site) => setNarrowed({ ...narrowed, site: site ?? "", offset: 0 })}
          searchable
          clearable
        />
        <Select
          size="xs"
          label={t("breaches.cause")}
          placeholder={t("all")}
          data={asChoices(t("cause", { returnObjects: true }))}
          value={narrowed.cause || null}
          onChange={(cause) => setNarrowed({ ...narrowed, cause: cause ?? "", offset: 0 })}
          clearable
        />
        <Checkbox
          size="xs"
          label={t("breaches.excused")}
          checked={narrowed.excused}
          onChange={(event) =>
            setNarrowed({ ...narrowed, excused: event.currentTarget.checked, offset: 0 })
          }
        />
      </Group>
      <PlainTable
        title={t("breaches.title")}
        explanation={t("breaches.explanation")}
        empty={t("breaches.empty")}
        rows={breaches.data?.results}
        error={breaches.error}
        onRetry={() => void breaches.refetch()}
        action={
          count > BREACH_PAGE ? (
            <Group gap="xs">
              <Button
                size="compact-xs"
                variant="default"
                disabled={narrowed.offset === 0}
                onClick={() => setNarrowed({ ...narrowed, offset: narrowed.offset - BREACH_PAGE })}
              >
                {t("breaches.previous")}
              </Button>
              {t("breaches.page", { first: narrowed.offset + 1, last, count })}
              <Button
                size="compact-xs"
                variant="default"
                disabled={last >= count}
                onClick={() => setNarrowed({ ...narrowed, offset: narrowed.offset + BREACH_PAGE })}
              >
                {t("breaches.next")}
              </Button>
            </Group>
          ) : null
        }
        columns={[
          { heading: t("breaches.due"), cell: ({ due_at }) => formatMoment(due_at) },
          { heading: t("breaches.site"), cell: ({ site }) => site.name },
          {
            heading: t("breaches.study"),
            cell: ({ study }) =>
              [study.description, study.accession_number].filter((text) => text).join(" · "),
          },
          {
            heading: t("column.priority"),
            cell: ({ priority, pathway }) => (
              <Group gap="xs" wrap="nowrap">
                <PriorityText code={priority} /> {pathway}
              </Group>
            ),
          },
          {
            heading: t("breaches.target"),
            cell: ({ clock }) =>
              `${t("breaches.minutes", { count: clock.minutes })}, ${lookUp(milestones, clock.clock_to)}`,
          },
          {
            heading: t("breaches.over"),
            cell: ({ minutes_over, minutes_excluded }) => (
              <span
                title={
                  minutes_excluded > 0
                    ? t("breaches.excluded", { count: Math.round(minutes_excluded) })
                    : ""
                }
              >
                {minutes_over === null
                  ? t("breaches.running")
                  : t("breaches.minutes", { count: Math.round(minutes_over) })}
              </span>
            ),
          },
          {
            heading: t("breaches.cause"),
            cell: (breach) => <Cause breach={breach} mayManage={mayManage} />,
          },
        ]}
      />
    </>
  );
}

function PriorityText({ code }: { code: string }) {
  const priority = PRIORITIES.find((known) => known === code);
  return priority ? <PriorityMark priority={priority} /> : code;
}

function Cause({ breach, mayManage }: { breach: Breach; mayManage: boolean }) {
  const { t } = useTranslation("service");
  const client = useQueryClient();
  const failureText = useFailureText();
  const changing = useMutation({
    mutationFn: (change: { cause?: BreachCause; credit?: boolean }) =>
      changeBreach(breach.id, change),
    onSettled: () => client.invalidateQueries({ queryKey: serviceKeys.breaches }),
    onError: (error) => notifications.show({ color: "red", message: failureText(error) }),
  });
  const said = breach.cause_by
    ? t("breaches.setBy", { name: breach.cause_by.name })
    : t("breaches.suggested");
  if (!mayManage) return `${t(`cause.${breach.cause}`)} (${said})`;
  return (
    <Group gap="xs" wrap="nowrap">
      <Select
        size="xs"
        aria-label={t("breaches.cause")}
        data={BREACH_CAUSES.map((cause) => ({ value: cause, label: t(`cause.${cause}`) }))}
        value={breach.cause}
        onChange={(value) => {
          const cause = BREACH_CAUSES.find((known) => known === value);
          if (cause) changing.mutate({ cause });
        }}
        allowDeselect={false}
      />
      <span>{said}</span>
      <Checkbox
        size="xs"
        label={t("breaches.credit")}
        checked={breach.credit}
        onChange={(event) => changing.mutate({ credit: event.currentTarget.checked })}
      />
    </Group>
  );
}
