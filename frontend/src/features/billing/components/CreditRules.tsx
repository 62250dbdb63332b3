import { Button, Checkbox, MultiSelect, NumberInput, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CreditRule } from "@/api/billing";
import { BREACH_CAUSES } from "@/api/service";
import page from "@/ui/page.module.css";
import styles from "./billing.module.css";

const NEW: CreditRule = { causes: [], over_minutes: 0, percent: "25", automatic: false };

/** What a site gets back of what it was charged, when a promise to it was broken. */
export function CreditRules({
  rules,
  editable,
  onChange,
}: {
  rules: readonly CreditRule[];
  editable: boolean;
  onChange: (rules: CreditRule[]) => void;
}) {
  const { t } = useTranslation("billing");
  const { t: service } = useTranslation("service");
  const [rows, setRows] = useState(() => rules.map((rule, key) => ({ key, rule })));
  const [next, setNext] = useState(rules.length);

  function keep(changed: typeof rows): void {
    setRows(changed);
    onChange(changed.map((row) => row.rule));
  }

  function set(key: number, change: Partial<CreditRule>): void {
    keep(rows.map((row) => (row.key === key ? { key, rule: { ...row.rule, ...change } } : row)));
  }

  function add(): void {
    keep([...rows, { key: next, rule: NEW }]);
    setNext(next + 1);
  }

  return (
    <section className={page.section}>
      <h2>{t("credits.title")}</h2>
      <p className={page.explanation}>{t("credits.explanation")}</p>
      <ul className={styles.cards}>
        {rows.map(({ key, rule }, place) => (
          <li key={key} className={styles.card}>
            <fieldset className={styles.bare} disabled={!editable}>
              <legend className={styles.legend}>{t("credits.row", { row: place + 1 })}</legend>
              <div className={styles.fields}>
                <NumberInput
                  label={t("credits.over")}
                  min={0}
                  max={100_000}
                  allowDecimal={false}
                  value={rule.over_minutes}
                  onChange={(minutes) => set(key, { over_minutes: Number(minutes) || 0 })}
                />
                <TextInput
                  label={t("credits.percent")}
                  inputMode="decimal"
                  value={rule.percent}
                  onChange={(event) => set(key, { percent: event.currentTarget.value })}
                />
                <MultiSelect
                  className={styles.wide}
                  label={t("credits.causes")}
                  placeholder={rule.causes.length === 0 ? t("credits.anyCause") : ""}
                  disabled={!editable}
                  data={BREACH_CAUSES.map((one) => ({
                    value: one,
                    label: service(`cause.${one}`),
                  }))}
                  value={rule.causes}
                  onChange={(chosen) =>
                    set(key, { causes: BREACH_CAUSES.filter((one) => chosen.includes(one)) })
                  }
                />
              </div>
              <Checkbox
                mt="sm"
                size="xs"
                label={t("credits.automatic")}
                checked={rule.automatic}
                onChange={(event) => set(key, { automatic: event.currentTarget.checked })}
              />
            </fieldset>
            {editable ? (
              <span className={styles.actions}>
                <Button
                  size="compact-xs"
                  variant="subtle"
                  aria-label={t("credits.remove", { row: place + 1 })}
                  onClick={() => keep(rows.filter((row) => row.key !== key))}
                >
                  {t("rates.remove")}
                </Button>
              </span>
            ) : null}
          </li>
        ))}
      </ul>
      {rows.length === 0 ? <p>{t("credits.none")}</p> : null}
      {editable ? (
        <Button size="sm" variant="default" onClick={add}>
          {t("credits.add")}
        </Button>
      ) : null}
    </section>
  );
}
