import { Checkbox, Group, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ContactLadder, LadderWish, SiteContact } from "@/api/criticalPolicy";
import { FormDialog } from "@/ui/FormDialog";
import { hoursOf, inOrder, type Opening, openingsOf, wishOf } from "../model/ladders";
import { LadderHoursFields } from "./LadderHoursFields";
import { LadderStepFields } from "./LadderStepFields";
import styles from "./ladders.module.css";

const CATEGORIES = [1, 2, 3] as const;

/** When a ladder holds, for which categories, and whom it reaches after how long. */
export function LadderForm({
  ladder,
  ofSite,
  contacts,
  save,
}: {
  /** Null for a new one. */
  ladder: ContactLadder | null;
  /** False for a fall-back, which always holds and calls only the practice's own people. */
  ofSite: boolean;
  contacts: readonly SiteContact[];
  save: (wish: LadderWish) => Promise<unknown>;
}) {
  const { t } = useTranslation(["criticalResults", "common"]);
  const [wish, setWish] = useState(() => wishOf(ladder));
  const [openings, setOpenings] = useState<Opening[]>([]);
  const title = ladder ? t("ladder.change", { name: ladder.name }) : t("ladder.add");
  const active = contacts.filter(
    ({ id, active: called }) => called || wish.rungs.some(({ contact }) => contact === id),
  );

  function fill(): void {
    const first = contacts.find((one) => one.active);
    const begin = { ...wishOf(ladder) };
    if (ladder === null) {
      begin.rungs = [
        first && ofSite
          ? { minutes: 0, kind: "contact", contact: first.id }
          : { minutes: 10, kind: "support_desk", contact: null },
      ];
    }
    setWish(begin);
    setOpenings(openingsOf(begin.hours));
  }

  return (
    <FormDialog
      action={ladder ? t("policy.change") : title}
      label={title}
      title={title}
      size="lg"
      submit={t("common:save")}
      ready={
        wish.name.trim() !== "" &&
        wish.rungs.length > 0 &&
        openings.every(({ days }) => days.length > 0)
      }
      onOpen={fill}
      run={() => save({ ...wish, hours: hoursOf(openings), rungs: inOrder(wish.rungs) })}
    >
      <TextInput
        label={t("policy.name")}
        placeholder={ofSite ? t("ladder.nameExample") : ""}
        required
        data-autofocus
        maxLength={120}
        value={wish.name}
        onChange={(event) => setWish({ ...wish, name: event.currentTarget.value })}
      />
      {ofSite ? <LadderHoursFields openings={openings} onChange={setOpenings} /> : null}
      <fieldset className={styles.fields}>
        <legend>{t("ladder.for")}</legend>
        <Group gap="md">
          {CATEGORIES.map((number) => (
            <Checkbox
              key={number}
              label={t("category", { number })}
              checked={wish.categories.length === 0 || wish.categories.includes(number)}
              onChange={(event) => {
                const held = wish.categories.length === 0 ? [...CATEGORIES] : wish.categories;
                const left = held.filter((other) => other !== number);
                const chosen = event.currentTarget.checked ? [...left, number] : left;
                if (chosen.length > 0) setWish({ ...wish, categories: chosen.sort() });
              }}
            />
          ))}
        </Group>
      </fieldset>
      <LadderStepFields
        rungs={wish.rungs}
        contacts={ofSite ? active : []}
        onChange={(rungs) => setWish({ ...wish, rungs })}
      />
      <p>{t("policy.fromNext")}</p>
    </FormDialog>
  );
}
