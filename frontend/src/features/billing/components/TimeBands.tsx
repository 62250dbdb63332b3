import { Button, Checkbox, Chip, Group, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { TimeBand } from "@/api/billing";
import page from "@/ui/page.module.css";
import styles from "./billing.module.css";

const WEEK = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
const ZONES = Intl.supportedValuesOf("timeZone");
const NEW: TimeBand = {
  code: "",
  weekdays: [0, 1, 2, 3, 4],
  starts: "19:00",
  ends: "07:00",
  holidays: false,
  zone: "",
};

/** The parts of the week that prices and premiums can name; the first that covers a moment counts. */
export function TimeBands({
  bands,
  editable,
  onChange,
}: {
  bands: readonly TimeBand[];
  editable: boolean;
  onChange: (bands: TimeBand[]) => void;
}) {
  const { t } = useTranslation("billing");
  const [rows, setRows] = useState(() => bands.map((band, key) => ({ key, band })));
  const [next, setNext] = useState(bands.length);

  function keep(changed: typeof rows): void {
    setRows(changed);
    onChange(changed.map((row) => row.band));
  }

  function set(key: number, change: Partial<TimeBand>): void {
    keep(rows.map((row) => (row.key === key ? { key, band: { ...row.band, ...change } } : row)));
  }

  function add(): void {
    keep([...rows, { key: next, band: NEW }]);
    setNext(next + 1);
  }

  function up(place: number): void {
    const moved = [...rows];
    const [row] = moved.splice(place, 1);
    if (row) moved.splice(place - 1, 0, row);
    keep(moved);
  }

  return (
    <section className={page.section}>
      <h2>{t("bands.title")}</h2>
      <p className={page.explanation}>{t("bands.explanation")}</p>
      <ul className={styles.cards}>
        {rows.map(({ key, band }, place) => (
          <li key={key} className={styles.card}>
            <fieldset className={styles.bare} disabled={!editable}>
              <legend className={styles.legend}>
                {t("bands.row", { row: place + 1, name: band.code || t("bands.unnamed") })}
              </legend>
              <div className={styles.fields}>
                <TextInput
                  label={t("bands.name")}
                  maxLength={20}
                  value={band.code}
                  onChange={(event) => set(key, { code: event.currentTarget.value })}
                />
                <TextInput
                  type="time"
                  label={t("bands.starts")}
                  value={band.starts}
                  onChange={(event) => set(key, { starts: event.currentTarget.value })}
                />
                <TextInput
                  type="time"
                  label={t("bands.ends")}
                  value={band.ends}
                  onChange={(event) => set(key, { ends: event.currentTarget.value })}
                />
                <NativeSelect
                  label={t("bands.zone")}
                  value={band.zone ?? ""}
                  data={[{ value: "", label: t("bands.ownZone") }, ...ZONES]}
                  onChange={(event) => set(key, { zone: event.currentTarget.value })}
                />
              </div>
              <Chip.Group
                multiple
                value={band.weekdays.map(String)}
                onChange={(chosen) => set(key, { weekdays: chosen.map(Number).sort() })}
              >
                <Group gap={6} mt="sm" role="group" aria-label={t("bands.days")}>
                  {WEEK.map((day, place) => (
                    <Chip key={day} value={String(place)} size="xs" disabled={!editable}>
                      {t(`weekday.${day}`)}
                    </Chip>
                  ))}
                  <Checkbox
                    ml="sm"
                    size="xs"
                    label={t("bands.holidays")}
                    checked={band.holidays ?? false}
                    onChange={(event) => set(key, { holidays: event.currentTarget.checked })}
                  />
                </Group>
              </Chip.Group>
            </fieldset>
            {editable ? (
              <span className={styles.actions}>
                <Button
                  size="compact-xs"
                  variant="subtle"
                  disabled={place === 0}
                  aria-label={t("types.upRow", { row: place + 1 })}
                  onClick={() => up(place)}
                >
                  {t("types.up")}
                </Button>
                <Button
                  size="compact-xs"
                  variant="subtle"
                  aria-label={t("rates.removeRow", { row: place + 1 })}
                  onClick={() => keep(rows.filter((row) => row.key !== key))}
                >
                  {t("rates.remove")}
                </Button>
              </span>
            ) : null}
          </li>
        ))}
      </ul>
      {rows.length === 0 ? <p>{t("bands.none")}</p> : null}
      {editable ? (
        <Button size="sm" variant="default" onClick={add}>
          {t("bands.add")}
        </Button>
      ) : null}
    </section>
  );
}
