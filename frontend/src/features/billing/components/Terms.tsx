import {
  Button,
  Checkbox,
  NativeSelect,
  NumberInput,
  Stack,
  Textarea,
  TextInput,
} from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type BillableKind, type BillingPolicy, setPolicy } from "@/api/billing";
import { Banner, FailureState, useFailureText } from "@/ui/feedback";
import page from "@/ui/page.module.css";
import { KINDS } from "../hooks/useAxes";
import { usePolicy, useRefreshBilling } from "../hooks/useBilling";
import { isPrice } from "../model/money";
import { CreditRules } from "./CreditRules";
import { SiteTerms } from "./SiteTerms";
import { TimeBands } from "./TimeBands";

const ASKED = ["site", "reader"] as const;
const PERIODS = ["month", "half_month", "week"] as const;

/** What is charged and paid, how often, with which tax. */
export function Terms({ manages }: { manages: boolean }) {
  const { t } = useTranslation();
  const policy = usePolicy();
  if (policy.error) return <FailureState error={policy.error} />;
  if (!policy.data) return <p>{t("loading")}</p>;
  return (
    <>
      <Form key={policy.dataUpdatedAt} present={policy.data} manages={manages} />
      <SiteTerms manages={manages} />
    </>
  );
}

function Form({ present, manages }: { present: BillingPolicy; manages: boolean }) {
  const { t } = useTranslation("billing");
  const failureText = useFailureText();
  const refresh = useRefreshBilling();
  const [policy, setChoices] = useState(present);
  const save = useMutation({ mutationFn: () => setPolicy(policy), onSuccess: refresh });
  const ready =
    policy.time_bands.every(
      (band) => band.code.trim() !== "" && (band.weekdays.length > 0 || band.holidays),
    ) && policy.credit_rules.every((rule) => isPrice(rule.percent));
  const set = (change: Partial<BillingPolicy>) => setChoices({ ...policy, ...change });
  const kinds = (name: "charged_kinds" | "paid_kinds") => (
    <Checkbox.Group
      label={t(`terms.${name}`)}
      value={policy[name]}
      onChange={(chosen) =>
        set({ [name]: KINDS.filter((kind): kind is BillableKind => chosen.includes(kind)) })
      }
    >
      {KINDS.map((kind) => (
        <Checkbox key={kind} value={kind} label={t(`kind.${kind}`)} mt="xs" />
      ))}
    </Checkbox.Group>
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <section className={page.section}>
        <h2>{t("terms.title")}</h2>
        <p className={page.explanation}>{t("terms.explanation")}</p>
        <fieldset disabled={!manages} style={{ border: 0, padding: 0, margin: 0 }}>
          <Stack gap="sm" maw={520}>
            <TextInput
              label={t("rates.currency")}
              maxLength={3}
              value={policy.currency}
              onChange={(event) => set({ currency: event.currentTarget.value.toUpperCase() })}
            />
            <TextInput
              label={t("terms.zone")}
              value={policy.time_zone}
              onChange={(event) => set({ time_zone: event.currentTarget.value })}
            />
            <NativeSelect
              label={t("terms.period")}
              value={policy.period_kind}
              data={PERIODS.map((one) => ({ value: one, label: t(`terms.${one}`) }))}
              onChange={(event) => {
                const chosen = PERIODS.find((one) => one === event.currentTarget.value);
                if (chosen) set({ period_kind: chosen });
              }}
            />
            {kinds("charged_kinds")}
            {kinds("paid_kinds")}
            <NativeSelect
              label={t("terms.coSigned")}
              value={policy.co_signed_to}
              data={[
                { value: "signer", label: t("terms.signer") },
                { value: "writer", label: t("terms.writer") },
              ]}
              onChange={(event) =>
                set({ co_signed_to: event.currentTarget.value === "writer" ? "writer" : "signer" })
              }
            />
            <Checkbox.Group
              label={t("terms.confirmedBy")}
              description={t("terms.confirmedByHint")}
              value={policy.study_type_confirmed_by}
              onChange={(chosen) =>
                set({
                  study_type_confirmed_by: ASKED.filter((one) => chosen.includes(one)),
                })
              }
            >
              {ASKED.map((one) => (
                <Checkbox key={one} value={one} label={t(`terms.asked.${one}`)} mt="xs" />
              ))}
            </Checkbox.Group>
            <TextInput
              label={t("terms.taxName")}
              value={policy.tax_name}
              onChange={(event) => set({ tax_name: event.currentTarget.value })}
            />
            <TextInput
              label={t("terms.taxPercent")}
              inputMode="decimal"
              value={policy.tax_percent}
              onChange={(event) => set({ tax_percent: event.currentTarget.value })}
            />
            <TextInput
              label={t("terms.taxNumber")}
              value={policy.tax_number}
              onChange={(event) => set({ tax_number: event.currentTarget.value })}
            />
            <NumberInput
              label={t("terms.paymentDays")}
              min={0}
              max={365}
              allowDecimal={false}
              value={policy.payment_days}
              onChange={(days) => set({ payment_days: Number(days) || 0 })}
            />
            <Textarea
              label={t("terms.address")}
              autosize
              value={policy.address}
              onChange={(event) => set({ address: event.currentTarget.value })}
            />
            <TextInput
              label={t("terms.note")}
              value={policy.payment_note}
              onChange={(event) => set({ payment_note: event.currentTarget.value })}
            />
          </Stack>
        </fieldset>
      </section>
      <TimeBands
        bands={policy.time_bands}
        editable={manages}
        onChange={(time_bands) => set({ time_bands })}
      />
      <CreditRules
        rules={policy.credit_rules}
        editable={manages}
        onChange={(credit_rules) => set({ credit_rules })}
      />
      {save.error ? <Banner tone="danger">{failureText(save.error)}</Banner> : null}
      {manages ? (
        <section className={page.section}>
          <Button type="submit" size="sm" loading={save.isPending} disabled={!ready}>
            {t("terms.saveAll")}
          </Button>
        </section>
      ) : null}
    </form>
  );
}
