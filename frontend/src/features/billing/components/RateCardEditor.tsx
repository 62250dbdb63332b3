import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  editRateCard,
  getRateCard,
  importRateCard,
  type RateCardDetail,
  type RateLine,
} from "@/api/billing";
import { formatDate } from "@/lib/dates";
import { Banner, FailureState, useFailureText } from "@/ui/feedback";
import page from "@/ui/page.module.css";
import { useAxes } from "../hooks/useAxes";
import { useBilling, useRefreshBilling } from "../hooks/useBilling";
import { isPrice, plainAmount } from "../model/money";
import styles from "./billing.module.css";
import { CsvImport } from "./CsvImport";
import { Premiums } from "./Premiums";

/** One price list as a grid: what is left open in a cell takes everything. */
export function RateCardEditor(props: { id: string; manages: boolean; onClose: () => void }) {
  const found = useBilling("rate-card", () => getRateCard(props.id), { id: props.id });
  const { t } = useTranslation();
  if (found.error) return <FailureState error={found.error} />;
  if (!found.data || found.isPlaceholderData) return <p>{t("loading")}</p>;
  return <Grid key={found.dataUpdatedAt} card={found.data} {...props} />;
}

const EMPTY: RateLine = {
  reader: null,
  site: null,
  study_type: null,
  modality: null,
  kind: null,
  priority: null,
  time_band: null,
  amount: "",
  per_rvu: "0",
};

interface Row {
  key: number;
  line: RateLine;
}

function Grid({
  card,
  manages,
  onClose,
}: {
  card: RateCardDetail;
  manages: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation("billing");
  const failureText = useFailureText();
  const refresh = useRefreshBilling();
  const axes = useAxes(card.side);
  const editable = manages && card.state === "draft";
  const [rows, setRows] = useState<Row[]>(() => card.lines.map((line, key) => ({ key, line })));
  const [premiums, setPremiums] = useState(card.premiums);
  const [next, setNext] = useState(card.lines.length);
  const save = useMutation({
    mutationFn: () =>
      editRateCard(card.id, {
        name: card.name,
        effective_from: card.effective_from,
        lines: rows.map((row) => row.line),
        premiums,
      }),
    onSuccess: refresh,
  });
  const ready = rows.every((row) => isPrice(row.line.amount) && isPrice(row.line.per_rvu ?? "0"));

  function set(key: number, change: Partial<RateLine>): void {
    setRows(rows.map((row) => (row.key === key ? { key, line: { ...row.line, ...change } } : row)));
  }

  function add(): void {
    setRows([...rows, { key: next, line: EMPTY }]);
    setNext(next + 1);
  }

  return (
    <section className={page.section}>
      <h2>{card.name}</h2>
      <p className={page.explanation}>
        {t(`side.${card.side}`)} · {card.currency} ·{" "}
        {t("rates.since", { day: formatDate(card.effective_from) })} ·{" "}
        {t(card.state === "published" ? "rates.fixed" : "rates.openHint")}
      </p>
      <div className={page.scroll}>
        <table className={`${page.table} ${styles.grid}`}>
          <thead>
            <tr>
              {axes.map((axis) => (
                <th key={axis.name} scope="col">
                  {t(`axis.${axis.name}`)}
                </th>
              ))}
              <th scope="col">{t("rates.amount")}</th>
              {card.side === "payout" ? <th scope="col">{t("rates.perRvu")}</th> : null}
              {editable ? <th scope="col">{t("rates.change")}</th> : null}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, line }, place) => (
              <tr key={key}>
                {axes.map((axis) => (
                  <td key={axis.name}>
                    {editable ? (
                      <NativeSelect
                        size="xs"
                        aria-label={t("rates.cell", {
                          axis: t(`axis.${axis.name}`),
                          row: place + 1,
                        })}
                        value={line[axis.name] ?? ""}
                        data={[{ value: "", label: t("rates.any") }, ...axis.choices]}
                        onChange={(event) =>
                          set(key, axis.change(event.currentTarget.value || null))
                        }
                      />
                    ) : (
                      (axis.choices.find((one) => one.value === line[axis.name])?.label ??
                      line[axis.name] ??
                      t("rates.any"))
                    )}
                  </td>
                ))}
                <PriceCell
                  label={t("rates.cell", { axis: t("rates.amount"), row: place + 1 })}
                  value={line.amount}
                  editable={editable}
                  onChange={(amount) => set(key, { amount })}
                />
                {card.side === "payout" ? (
                  <PriceCell
                    label={t("rates.cell", { axis: t("rates.perRvu"), row: place + 1 })}
                    value={line.per_rvu ?? "0"}
                    editable={editable}
                    onChange={(per_rvu) => set(key, { per_rvu })}
                  />
                ) : null}
                {editable ? (
                  <td>
                    <Button
                      size="compact-xs"
                      variant="subtle"
                      aria-label={t("rates.removeRow", { row: place + 1 })}
                      onClick={() => setRows(rows.filter((row) => row.key !== key))}
                    >
                      {t("rates.remove")}
                    </Button>
                  </td>
                ) : null}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {card.side === "payout" ? (
        <Premiums premiums={premiums} editable={editable} onChange={setPremiums} />
      ) : null}
      {save.error ? <Banner tone="danger">{failureText(save.error)}</Banner> : null}
      <p className={styles.actions}>
        {editable ? (
          <>
            <Button size="sm" variant="default" onClick={add}>
              {t("rates.addRow")}
            </Button>
            <Button
              size="sm"
              disabled={!ready}
              loading={save.isPending}
              onClick={() => save.mutate()}
            >
              {t("rates.save")}
            </Button>
            <CsvImport
              action={t("file.action")}
              hint={t("file.prices")}
              send={(content) => importRateCard(card.id, content)}
              onDone={refresh}
            />
          </>
        ) : null}
        <Button size="sm" variant="default" onClick={onClose}>
          {t("rates.back")}
        </Button>
      </p>
    </section>
  );
}

function PriceCell({
  label,
  value,
  editable,
  onChange,
}: {
  label: string;
  value: string;
  editable: boolean;
  onChange: (value: string) => void;
}) {
  return (
    <td>
      {editable ? (
        <TextInput
          size="xs"
          inputMode="decimal"
          aria-label={label}
          error={value !== "" && !isPrice(value)}
          value={plainAmount(value)}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      ) : (
        <span className={styles.amount}>{plainAmount(value)}</span>
      )}
    </td>
  );
}
