import { Button, NativeSelect, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  copyRateCard,
  createRateCard,
  deleteRateCard,
  listRateCards,
  type PriceSide,
  publishRateCard,
  type RateCard,
} from "@/api/billing";
import { formatDate } from "@/lib/dates";
import { FormDialog } from "@/ui/FormDialog";
import { PlainTable } from "@/ui/PlainTable";
import { Tag } from "@/ui/Tag";
import { useBilling, usePolicy, useRefreshBilling } from "../hooks/useBilling";
import { isAmount } from "../model/money";
import styles from "./billing.module.css";
import { RateCardEditor } from "./RateCardEditor";

/** Every price list of the practice; the one that is opened is shown in its place. */
export function RateCards({ manages }: { manages: boolean }) {
  const { t } = useTranslation("billing");
  const found = useBilling("rate-cards", listRateCards);
  const refresh = useRefreshBilling();
  const [opened, setOpened] = useState<string | null>(null);
  if (opened) {
    return (
      <RateCardEditor key={opened} id={opened} manages={manages} onClose={() => setOpened(null)} />
    );
  }
  return (
    <PlainTable
      title={t("rates.title")}
      explanation={t("rates.explanation")}
      empty={t("rates.none")}
      rows={found.data}
      error={found.error}
      onRetry={() => void found.refetch()}
      columns={[
        { heading: t("rates.name"), cell: (card) => card.name },
        { heading: t("rates.side"), cell: (card) => t(`side.${card.side}`) },
        { heading: t("rates.from"), cell: (card) => formatDate(card.effective_from) },
        { heading: t("rates.currency"), cell: (card) => card.currency },
        { heading: t("rates.lines"), cell: (card) => card.line_count },
        {
          heading: t("rates.state"),
          cell: (card) => (
            <Tag
              tone={card.state === "published" ? "good" : "accent"}
              shape={card.state === "published" ? "●" : "○"}
            >
              {t(`rates.${card.state}`)}
            </Tag>
          ),
        },
        {
          heading: "",
          cell: (card) => (
            <span className={styles.actions}>
              <Button size="compact-xs" variant="default" onClick={() => setOpened(card.id)}>
                {t("rates.open")}
              </Button>
              {manages ? <CardActions card={card} onDone={refresh} /> : null}
            </span>
          ),
        },
      ]}
      action={manages ? <NewCard onDone={refresh} onMade={setOpened} /> : null}
    />
  );
}

function CardActions({ card, onDone }: { card: RateCard; onDone: () => Promise<void> }) {
  const { t } = useTranslation("billing");
  const [name, setName] = useState("");
  const [from, setFrom] = useState("");
  const [percent, setPercent] = useState("0");
  return (
    <>
      <FormDialog
        action={t("rates.copy")}
        title={t("rates.copyTitle", { name: card.name })}
        submit={t("rates.copy")}
        ready={from !== "" && isAmount(percent)}
        onOpen={() => {
          setName(card.name);
          setFrom("");
          setPercent("0");
        }}
        run={() => copyRateCard(card.id, { name, effective_from: from, percent }).then(onDone)}
      >
        <TextInput
          label={t("rates.name")}
          value={name}
          maxLength={100}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label={t("rates.from")}
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <TextInput
          label={t("rates.percent")}
          description={t("rates.percentHint")}
          inputMode="decimal"
          value={percent}
          onChange={(event) => setPercent(event.currentTarget.value)}
        />
      </FormDialog>
      {card.state === "draft" ? (
        <>
          <FormDialog
            action={t("rates.publish")}
            title={t("rates.publishTitle", { name: card.name })}
            submit={t("rates.publish")}
            run={() => publishRateCard(card.id).then(onDone)}
          >
            <Text size="sm">
              {t("rates.publishHint", { day: formatDate(card.effective_from) })}
            </Text>
          </FormDialog>
          <FormDialog
            danger
            action={t("rates.delete")}
            title={t("rates.deleteTitle", { name: card.name })}
            submit={t("rates.delete")}
            run={() => deleteRateCard(card.id).then(onDone)}
          >
            <Text size="sm">{t("rates.deleteHint")}</Text>
          </FormDialog>
        </>
      ) : null}
    </>
  );
}

function NewCard({
  onDone,
  onMade,
}: {
  onDone: () => Promise<void>;
  onMade: (id: string) => void;
}) {
  const { t } = useTranslation("billing");
  const policy = usePolicy();
  const [side, setSide] = useState<PriceSide>("charge");
  const [name, setName] = useState("");
  const [from, setFrom] = useState("");
  const [currency, setCurrency] = useState("");
  const money = currency || (policy.data?.currency ?? "");
  return (
    <FormDialog
      action={t("rates.new")}
      submit={t("rates.create")}
      ready={name.trim() !== "" && from !== "" && money.length === 3}
      run={() =>
        createRateCard({ side, name, currency: money, effective_from: from }).then(async (card) => {
          await onDone();
          onMade(card.id);
        })
      }
    >
      <NativeSelect
        label={t("rates.side")}
        value={side}
        data={[
          { value: "charge", label: t("side.charge") },
          { value: "payout", label: t("side.payout") },
        ]}
        onChange={(event) => setSide(event.currentTarget.value === "payout" ? "payout" : "charge")}
      />
      <TextInput
        label={t("rates.name")}
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        type="date"
        label={t("rates.from")}
        value={from}
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
      <TextInput
        label={t("rates.currency")}
        maxLength={3}
        value={money}
        onChange={(event) => setCurrency(event.currentTarget.value.toUpperCase())}
      />
    </FormDialog>
  );
}
