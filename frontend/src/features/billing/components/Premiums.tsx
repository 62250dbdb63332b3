import { Button, Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { RatePremium } from "@/api/billing";
import page from "@/ui/page.module.css";
import { usePolicy } from "../hooks/useBilling";
import { plainAmount } from "../model/money";
import styles from "./billing.module.css";

/** What readers are paid in addition in some hours: a share of the price, an amount, or both. */
export function Premiums({
  premiums,
  editable,
  onChange,
}: {
  premiums: RatePremium[];
  editable: boolean;
  onChange: (premiums: RatePremium[]) => void;
}) {
  const { t } = useTranslation("billing");
  const bands = [...new Set((usePolicy().data?.time_bands ?? []).map((one) => one.code))];
  const free = bands.find((code) => !premiums.some((one) => one.time_band === code));
  const set = (place: number, change: Partial<RatePremium>) =>
    onChange(premiums.map((one, at) => (at === place ? { ...one, ...change } : one)));
  return (
    <>
      <h3>{t("premium.title")}</h3>
      <p className={page.explanation}>{t("premium.explanation")}</p>
      {premiums.map((one, place) => (
        <p key={one.time_band} className={styles.actions}>
          <NativeSelect
            size="xs"
            aria-label={t("axis.time_band")}
            disabled={!editable}
            value={one.time_band}
            data={bands.includes(one.time_band) ? bands : [one.time_band, ...bands]}
            onChange={(event) => set(place, { time_band: event.currentTarget.value })}
          />
          <TextInput
            size="xs"
            w={90}
            disabled={!editable}
            aria-label={t("premium.percent")}
            rightSection="%"
            value={plainAmount(one.percent ?? "0")}
            onChange={(event) => set(place, { percent: event.currentTarget.value })}
          />
          <TextInput
            size="xs"
            w={110}
            disabled={!editable}
            aria-label={t("premium.amount")}
            value={plainAmount(one.amount ?? "0")}
            onChange={(event) => set(place, { amount: event.currentTarget.value })}
          />
          <Checkbox
            size="xs"
            disabled={!editable}
            label={t("premium.onShift")}
            checked={one.on_shift_only ?? true}
            onChange={(event) => set(place, { on_shift_only: event.currentTarget.checked })}
          />
          {editable ? (
            <Button
              size="compact-xs"
              variant="subtle"
              onClick={() => onChange(premiums.filter((_, at) => at !== place))}
            >
              {t("rates.remove")}
            </Button>
          ) : null}
        </p>
      ))}
      {premiums.length === 0 ? <p className={styles.soft}>{t("premium.none")}</p> : null}
      {editable && free ? (
        <Button
          size="compact-sm"
          variant="default"
          onClick={() =>
            onChange([
              ...premiums,
              { time_band: free, percent: "0", amount: "0", on_shift_only: true },
            ])
          }
        >
          {t("premium.add")}
        </Button>
      ) : null}
    </>
  );
}
