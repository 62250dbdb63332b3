import { Button, Group, NativeSelect, NumberInput, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type NewReviewPolicy, type ReviewPolicy, setPolicy } from "@/api/peerReview";
import { useSession } from "@/lib/currentSession";
import { FormDialog } from "@/ui/FormDialog";

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

type Share = NonNullable<NewReviewPolicy["shares"]>[number];

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
      size="lg"
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
      <Shares shares={shares} onChange={(changed) => set({ shares: changed })} />
    </FormDialog>
  );
}

function asNew(present: ReviewPolicy): NewReviewPolicy {
  const { id: _id, number: _number, starts_at: _from, set_at: _at, set_by: _by, ...kept } = present;
  return kept;
}

/** Another percentage for a modality or a site. */
function Shares({
  shares,
  onChange,
}: {
  shares: readonly Share[];
  onChange: (shares: Share[]) => void;
}) {
  const { t } = useTranslation("peerReview");
  const { sites } = useSession();
  const change = (place: number, part: Partial<Share>) =>
    onChange(shares.map((one, index) => (index === place ? { ...one, ...part } : one)));
  return (
    <fieldset>
      <legend>{t("policy.shares")}</legend>
      <small>{t("policy.sharesHint")}</small>
      {shares.map((share, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a share has no name but its place
        <Group key={place} gap="xs" align="end" wrap="nowrap">
          <NumberInput
            label={t("policy.share")}
            w={90}
            min={0}
            max={100}
            value={share.percent}
            onChange={(value) => change(place, { percent: Number(value) || 0 })}
          />
          <TextInput
            label={t("policy.modality")}
            w={100}
            maxLength={16}
            value={share.modality ?? ""}
            onChange={(event) =>
              change(place, { modality: event.currentTarget.value.trim().toUpperCase() })
            }
          />
          <NativeSelect
            aria-label={t("policy.anySite")}
            data={[
              { value: "", label: t("policy.anySite") },
              ...sites.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            value={share.site ?? ""}
            onChange={(event) => change(place, { site: event.currentTarget.value || null })}
          />
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => onChange(shares.filter((_, index) => index !== place))}
          >
            {t("policy.remove")}
          </Button>
        </Group>
      ))}
      <Button
        mt="xs"
        size="compact-sm"
        variant="default"
        onClick={() => onChange([...shares, { percent: 10, modality: "", site: null }])}
      >
        {t("policy.addShare")}
      </Button>
    </fieldset>
  );
}
