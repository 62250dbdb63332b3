import { NativeSelect, NumberInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type NewReviewPolicy, type ReviewPolicy, setPolicy } from "@/api/peerReview";
import { FormDialog } from "@/ui/FormDialog";
import { PolicyShares, sharesComplete } from "./PolicyShares";

const MODES = ["score", "learning"] as const;
const FIRST: NewReviewPolicy = {
  mode: "score",
  percent: 5,
  shares: [],
  minimum_per_reader: 2,
  maximum_per_reader: 20,
  period_days: 7,
  due_days: 14,
  reported_due_days: 3,
  in_flow_percent: 20,
  quorum: 1,
};

const NUMBERS = [
  ["percent", "percent", 0, 100],
  ["in_flow_percent", "inFlow", 0, 100],
  ["minimum_per_reader", "minimum", 0, 1000],
  ["period_days", "period", 1, 31],
  ["due_days", "due", 1, 90],
  ["reported_due_days", "reportedDue", 1, 90],
  ["quorum", "quorum", 1, 9],
] as const;

/** A new version of the policy, begun from the present one. */
export function PolicyForm({ present }: { present: ReviewPolicy | undefined }) {
  const { t } = useTranslation("peerReview");
  const client = useQueryClient();
  const [said, setSaid] = useState<NewReviewPolicy>(FIRST);
  const set = (change: Partial<NewReviewPolicy>) => setSaid({ ...said, ...change });
  const shares = said.shares ?? [];
  const decimals = (name: string) => (name.endsWith("percent") ? 2 : 0);
  return (
    <FormDialog
      action={t("policy.change")}
      title={t("policy.change")}
      submit={t("policy.set")}
      size="xl"
      ready={sharesComplete(shares)}
      onOpen={() => setSaid(present ? asNew(present) : FIRST)}
      run={async () => {
        await setPolicy(said);
        await client.invalidateQueries({ queryKey: ["peer-review", "policies"] });
      }}
    >
      <NativeSelect
        label={t("policy.mode")}
        data={MODES.map((value) => ({ value, label: t(`policy.modes.${value}`) }))}
        value={said.mode}
        onChange={(event) => {
          const mode = MODES.find((one) => one === event.currentTarget.value);
          if (mode) set({ mode });
        }}
      />
      {NUMBERS.map(([name, label, min, max]) => (
        <NumberInput
          key={name}
          label={t(`policy.${label}`)}
          min={min}
          max={max}
          decimalScale={decimals(name)}
          value={said[name]}
          onChange={(value) => set({ [name]: Math.max(min, Number(value) || 0) })}
        />
      ))}
      <NumberInput
        label={t("policy.maximum")}
        min={0}
        max={1000}
        decimalScale={0}
        value={said.maximum_per_reader ?? ""}
        onChange={(value) => set({ maximum_per_reader: value === "" ? null : Number(value) })}
      />
      <PolicyShares shares={shares} onChange={(changed) => set({ shares: changed })} />
    </FormDialog>
  );
}

function asNew(present: ReviewPolicy): NewReviewPolicy {
  const { id: _id, number: _number, starts_at: _from, set_at: _at, set_by: _by, ...kept } = present;
  return kept;
}
