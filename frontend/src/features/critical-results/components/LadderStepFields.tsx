import { Button, Group, NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { NewRung, SiteContact } from "@/api/criticalPolicy";
import styles from "./ladders.module.css";
import { SpanField } from "./SpanField";

const OWN = ["support_desk", "managers"] as const;
const NEXT_AFTER = 10;

/** Whom to reach, and after how long; a contact of the site or people of the practice. */
export function LadderStepFields({
  rungs,
  contacts,
  onChange,
}: {
  rungs: readonly NewRung[];
  contacts: readonly SiteContact[];
  onChange: (rungs: NewRung[]) => void;
}) {
  const { t } = useTranslation("criticalResults");
  const choices = [
    ...contacts.map(({ id, name, role }) => ({
      value: id,
      label: role ? `${name} (${role})` : name,
    })),
    ...OWN.map((kind) => ({ value: kind, label: t(`ladder.own.${kind}`) })),
  ];
  const change = (place: number, to: Partial<NewRung>) =>
    onChange(rungs.map((one, at) => (at === place ? { ...one, ...to } : one)));

  function reach(place: number, value: string): void {
    const kind = OWN.find((own) => own === value);
    change(place, kind ? { kind, contact: null } : { kind: "contact", contact: value });
  }

  function add(): void {
    const last = rungs.reduce((latest, { minutes }) => Math.max(latest, minutes), 0);
    onChange([
      ...rungs,
      { minutes: rungs.length ? last + NEXT_AFTER : 0, kind: "support_desk", contact: null },
    ]);
  }

  return (
    <fieldset className={styles.fields}>
      <legend>{t("ladder.steps")}</legend>
      <p>{t("ladder.stepsHint")}</p>
      <div className={styles.lines}>
        {rungs.map((rung, place) => (
          // Steps have no id of their own; the key makes a new unit field when the list changes its length.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <div key={`${rungs.length} ${place}`} className={styles.row}>
            <SpanField
              label={t("ladder.afterMarking", { step: place + 1 })}
              minutes={rung.minutes}
              least={0}
              onChange={(minutes) => change(place, { minutes })}
            />
            <NativeSelect
              w={260}
              label={t("ladder.reach", { step: place + 1 })}
              data={choices}
              value={rung.contact ?? rung.kind}
              onChange={(event) => reach(place, event.currentTarget.value)}
            />
            {rungs.length > 1 ? (
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t("ladder.removeStep", { step: place + 1 })}
                onClick={() => onChange(rungs.filter((_, at) => at !== place))}
              >
                ✕
              </Button>
            ) : null}
          </div>
        ))}
      </div>
      <Group mt="xs">
        <Button size="compact-xs" variant="default" onClick={add}>
          {t("ladder.addStep")}
        </Button>
      </Group>
    </fieldset>
  );
}
