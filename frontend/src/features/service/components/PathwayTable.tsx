import { NumberInput, Switch, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  addPathway,
  changePathway,
  listPathways,
  type Pathway,
  type PathwayWish,
  type Rung,
  serviceKeys,
} from "@/api/service";
import { lookUp } from "@/lib/lookUp";
import { FormDialog } from "@/ui/FormDialog";
import { PlainTable } from "@/ui/PlainTable";
import styles from "./service.module.css";

export function PathwayTable({ mayManage }: { mayManage: boolean }) {
  const { t } = useTranslation("service");
  const client = useQueryClient();
  const pathways = useQuery({ queryKey: serviceKeys.pathways, queryFn: listPathways });
  const refresh = () => client.invalidateQueries({ queryKey: serviceKeys.pathways });
  return (
    <PlainTable
      title={t("pathways.title")}
      explanation={t("pathways.explanation")}
      empty={t("pathways.empty")}
      rows={pathways.data}
      error={pathways.error}
      onRetry={() => void pathways.refetch()}
      action={
        mayManage ? (
          <PathwayForm
            pathway={null}
            action={t("pathways.add")}
            save={(wish, code) => addPathway({ ...wish, code }).then(refresh)}
          />
        ) : null
      }
      columns={[
        { heading: t("pathways.rank"), cell: ({ queue_rank }) => queue_rank },
        { heading: t("pathways.name"), cell: ({ name }) => name },
        { heading: t("pathways.code"), cell: ({ code }) => <code>{code}</code> },
        {
          heading: t("pathways.minutes"),
          cell: ({ minutes }) =>
            minutes === null
              ? t("pathways.byTargets")
              : t("pathways.minutesCount", { count: minutes }),
        },
        {
          heading: t("pathways.capExempt"),
          cell: ({ cap_exempt }) => (cap_exempt ? t("pathways.yes") : t("pathways.no")),
        },
        { heading: t("pathways.ladder"), cell: (pathway) => <Ladder pathway={pathway} /> },
        {
          heading: "",
          cell: (pathway) =>
            mayManage ? (
              <PathwayForm
                pathway={pathway}
                action={t("pathways.edit")}
                save={(wish) => changePathway(pathway.id, wish).then(refresh)}
              />
            ) : null,
        },
      ]}
    />
  );
}

/** The steps that are taken when a task on this pathway waits, in order. */
function Ladder({ pathway }: { pathway: Pathway }) {
  const { t } = useTranslation("service");
  const kinds = t("pathways.kind", { returnObjects: true });
  const targets = t("pathways.target", { returnObjects: true });
  const conditions = t("pathways.unless", { returnObjects: true });

  function say({ kind, percent, minutes, target, rank, unless }: Rung): string {
    const whom = target
      ? [lookUp(targets, target), rank && rank > 1 ? rank : ""].join(" ").trim()
      : "";
    const condition = unless ? lookUp(conditions, unless) : "";
    return t("pathways.rung", {
      when:
        percent === undefined
          ? t("pathways.afterMinutes", { minutes })
          : t("pathways.atPercent", { percent }),
      what: [lookUp(kinds, kind), whom, condition].filter((text) => text !== "").join(" "),
    });
  }

  if (pathway.ladder.length === 0) return t("pathways.none");
  const steps = pathway.ladder.map((rung, place) => ({ key: `${place}.${rung.kind}`, rung }));
  return (
    <ol className={styles.steps}>
      {steps.map(({ key, rung }) => (
        <li key={key}>{say(rung)}</li>
      ))}
    </ol>
  );
}

const NEW: PathwayWish = { name: "", queue_rank: 10, minutes: null, cap_exempt: false };

function wishFrom(pathway: Pathway | null): PathwayWish {
  if (!pathway) return NEW;
  const { name, queue_rank, minutes, cap_exempt } = pathway;
  return { name, queue_rank, minutes, cap_exempt };
}

function PathwayForm({
  pathway,
  action,
  save,
}: {
  pathway: Pathway | null;
  action: string;
  save: (wish: PathwayWish, code: string) => Promise<unknown>;
}) {
  const { t } = useTranslation(["service", "common"]);
  const [wish, setWish] = useState(() => wishFrom(pathway));
  const [code, setCode] = useState("");
  return (
    <FormDialog
      action={action}
      title={pathway ? t("pathways.editTitle", { name: pathway.name }) : action}
      submit={t("common:save")}
      ready={wish.name.trim() !== "" && (pathway !== null || code.trim() !== "")}
      onOpen={() => {
        setWish(wishFrom(pathway));
        setCode("");
      }}
      run={() => save(wish, code.trim())}
    >
      <TextInput
        label={t("pathways.name")}
        required
        maxLength={100}
        value={wish.name}
        onChange={(event) => setWish({ ...wish, name: event.currentTarget.value })}
      />
      {pathway ? null : (
        <TextInput
          label={t("pathways.code")}
          required
          maxLength={20}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
      )}
      <NumberInput
        label={t("pathways.rank")}
        description={t("pathways.rankHint")}
        min={0}
        max={1000}
        allowDecimal={false}
        value={wish.queue_rank}
        onChange={(value) => setWish({ ...wish, queue_rank: Number(value) || 0 })}
      />
      <NumberInput
        label={t("pathways.minutes")}
        description={t("pathways.minutesHint")}
        min={1}
        allowDecimal={false}
        value={wish.minutes ?? ""}
        onChange={(value) => setWish({ ...wish, minutes: value === "" ? null : Number(value) })}
      />
      <Switch
        label={t("pathways.capExempt")}
        description={t("pathways.capExemptHint")}
        checked={wish.cap_exempt}
        onChange={(event) => setWish({ ...wish, cap_exempt: event.currentTarget.checked })}
      />
    </FormDialog>
  );
}
