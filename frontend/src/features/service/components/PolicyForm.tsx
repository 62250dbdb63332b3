import { Group, NumberInput, Select, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  listCalendars,
  listPathways,
  type SlaPolicy,
  type SlaPolicyWish,
  serviceKeys,
} from "@/api/service";
import { useSession } from "@/lib/currentSession";
import { inputToMoment, momentToInput } from "@/lib/dates";
import { asChoices, knownCode } from "@/lib/lookUp";
import { FormDialog } from "@/ui/FormDialog";
import { MODALITIES, PRIORITIES, READ_TYPES } from "../model/vocabulary";

const USUAL_MINUTES = 60;

function wishFrom(policy: SlaPolicy | null): SlaPolicyWish {
  if (policy) {
    const { id: _, site, calendar, ...rest } = policy;
    return {
      ...rest,
      site: site?.id ?? null,
      calendar: calendar?.id ?? null,
      priority: PRIORITIES.find((known) => known === rest.priority) ?? null,
      read_type: READ_TYPES.find((known) => known === rest.read_type) ?? null,
    };
  }
  return {
    site: null,
    pathway: null,
    priority: null,
    modality: null,
    read_type: null,
    clock_from: "complete",
    clock_to: "signed",
    minutes: USUAL_MINUTES,
    calendar: null,
    effective_from: null,
    effective_to: null,
  };
}

/** One row of the matrix: what it narrows itself to, how long, in which hours, from when to when. */
export function PolicyForm({
  policy,
  action,
  save,
}: {
  /** Null for a new one. */
  policy: SlaPolicy | null;
  action: string;
  save: (wish: SlaPolicyWish) => Promise<unknown>;
}) {
  const { t } = useTranslation(["service", "common"]);
  const { sites } = useSession();
  const [wish, setWish] = useState(() => wishFrom(policy));
  const pathways = useQuery({ queryKey: serviceKeys.pathways, queryFn: listPathways });
  const calendars = useQuery({ queryKey: serviceKeys.calendars, queryFn: listCalendars });
  const milestones = t("milestone", { returnObjects: true });
  const { signed: _, ...beginnings } = milestones;

  const choose = (
    label: string,
    value: string | null,
    data: { value: string; label: string }[] | string[],
    changed: (value: string | null) => SlaPolicyWish,
    placeholder = t("any"),
  ) => (
    <Select
      label={label}
      placeholder={placeholder}
      data={data}
      value={value}
      onChange={(chosen) => setWish(changed(chosen))}
      searchable
      clearable
    />
  );
  const moment = (label: string, name: "effective_from" | "effective_to") => (
    <TextInput
      type="datetime-local"
      label={label}
      value={momentToInput(wish[name])}
      onChange={(event) => setWish({ ...wish, [name]: inputToMoment(event.currentTarget.value) })}
    />
  );

  return (
    <FormDialog
      action={action}
      submit={t("common:save")}
      ready={wish.minutes > 0}
      onOpen={() => setWish(wishFrom(policy))}
      run={() => save(wish)}
    >
      <Group grow>
        {choose(
          t("column.pathway"),
          wish.pathway,
          (pathways.data ?? []).map(({ code, name }) => ({ value: code, label: name })),
          (pathway) => ({ ...wish, pathway }),
        )}
        {choose(
          t("column.site"),
          wish.site,
          sites.map(({ id, name }) => ({ value: id, label: name })),
          (site) => ({ ...wish, site }),
        )}
      </Group>
      <Group grow>
        {choose(
          t("column.priority"),
          wish.priority,
          PRIORITIES.map((value) => ({ value, label: t(`common:priority.${value}`) })),
          (value) => ({ ...wish, priority: PRIORITIES.find((known) => known === value) ?? null }),
        )}
        {choose(t("column.modality"), wish.modality, [...MODALITIES], (modality) => ({
          ...wish,
          modality,
        }))}
        {choose(
          t("column.read_type"),
          wish.read_type,
          asChoices(t("readType", { returnObjects: true })),
          (value) => ({ ...wish, read_type: READ_TYPES.find((known) => known === value) ?? null }),
        )}
      </Group>
      <NumberInput
        label={t("matrix.minutes")}
        required
        min={1}
        allowDecimal={false}
        value={wish.minutes}
        onChange={(value) => setWish({ ...wish, minutes: Number(value) || 0 })}
      />
      {choose(
        t("matrix.calendar"),
        wish.calendar,
        (calendars.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
        (calendar) => ({ ...wish, calendar }),
        t("matrix.roundTheClock"),
      )}
      <Group grow>
        {choose(t("matrix.from"), wish.clock_from, asChoices(beginnings), (value) => ({
          ...wish,
          clock_from: knownCode(beginnings, value) ?? "complete",
        }))}
        {choose(t("matrix.to"), wish.clock_to, asChoices(milestones), (value) => ({
          ...wish,
          clock_to: knownCode(milestones, value) ?? "signed",
        }))}
      </Group>
      <Group grow>
        {moment(t("matrix.effectiveFrom"), "effective_from")}
        {moment(t("matrix.effectiveTo"), "effective_to")}
      </Group>
      <p>{t("matrix.effectiveHint")}</p>
    </FormDialog>
  );
}
