import { Checkbox, Group, NativeSelect, Select, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  type CriticalFindingDetail,
  changeFinding,
  communicate,
  criticalKeys,
  describeFinding,
  logAttempt,
} from "@/api/criticalFindings";
import { useCan } from "@/lib/currentSession";
import { FormDialog } from "@/ui/FormDialog";
import { useCriticalPolicy } from "../hooks/useCriticalPolicy";
import { ATTEMPT_OUTCOMES, actionsOf, CHANNELS } from "../model/actions";
import { foundText, wordsOf } from "../model/words";
import { FoundField } from "./FoundField";

/** The buttons that the finding's state allows. */
export function FindingActions({ finding }: { finding: CriticalFindingDetail }) {
  const { t } = useTranslation("criticalResults");
  const client = useQueryClient();
  const may = useCan("critical.communicate");
  const mayRaise = useCan("critical.raise");
  const actions = actionsOf(finding.state);
  const named = useCriticalPolicy(mayRaise && actions.cancel).data?.named ?? [];
  const [found, setFound] = useState("");
  const [contact, setContact] = useState("");
  const [person, setPerson] = useState("");
  const [role, setRole] = useState("");
  const [address, setAddress] = useState("");
  const [channel, setChannel] = useState<(typeof CHANNELS)[number]>("phone");
  const [outcome, setOutcome] = useState<(typeof ATTEMPT_OUTCOMES)[number]>("no_answer");
  const [readBack, setReadBack] = useState(false);
  const [reason, setReason] = useState("");
  if (!may) return null;

  function fill(): void {
    setPerson("");
    call(finding.contacts[0]?.id ?? "");
    setReadBack(false);
    setReason("");
  }

  /** The contact's own role and number; they may be written over. */
  function call(id: string): void {
    const chosen = finding.contacts.find((one) => one.id === id);
    setContact(id);
    setRole(chosen?.role ?? "");
    setAddress(chosen?.phone ?? "");
  }

  async function run(change: Promise<CriticalFindingDetail>): Promise<void> {
    await change;
    await client.invalidateQueries({ queryKey: criticalKeys.all });
  }

  const reached = { channel, person, role, address, contact: contact === "" ? null : contact };
  const means = (
    <>
      {finding.contacts.length > 0 ? (
        <NativeSelect
          label={t("contact")}
          data={[
            ...finding.contacts.map(({ id, name, role: of }) => ({
              value: id,
              label: of ? `${name} (${of})` : name,
            })),
            { value: "", label: t("somebodyElse") },
          ]}
          value={contact}
          onChange={(event) => call(event.currentTarget.value)}
        />
      ) : null}
      <Select
        label={t("channel")}
        data={CHANNELS.map((value) => ({ value, label: t(`channels.${value}`) }))}
        value={channel}
        onChange={(value) => setChannel(CHANNELS.find((one) => one === value) ?? "phone")}
        allowDeselect={false}
      />
      <TextInput
        label={t("role")}
        value={role}
        onChange={(event) => setRole(event.currentTarget.value)}
      />
      <TextInput
        label={t("address")}
        value={address}
        onChange={(event) => setAddress(event.currentTarget.value)}
      />
    </>
  );
  const why = (
    <TextInput
      label={t("reason")}
      required
      data-autofocus
      value={reason}
      onChange={(event) => setReason(event.currentTarget.value)}
    />
  );

  return (
    <Group gap="xs">
      {actions.tell ? (
        <>
          <FormDialog
            action={t("tell")}
            title={t("tellTitle")}
            submit={t("save")}
            ready={person.trim() !== "" && (readBack || !finding.read_back_required)}
            onOpen={fill}
            run={() => run(communicate(finding.id, { ...reached, read_back: readBack, note: "" }))}
          >
            <TextInput
              label={t("person")}
              required
              data-autofocus
              value={person}
              onChange={(event) => setPerson(event.currentTarget.value)}
            />
            {means}
            <Checkbox
              label={t("readBack")}
              description={finding.read_back_required ? t("readBackNeeded") : undefined}
              required={finding.read_back_required}
              checked={readBack}
              onChange={(event) => setReadBack(event.currentTarget.checked)}
            />
          </FormDialog>
          <FormDialog
            action={t("attempt")}
            title={t("attemptTitle")}
            submit={t("save")}
            onOpen={fill}
            run={() => run(logAttempt(finding.id, { ...reached, outcome, note: "" }))}
          >
            <Select
              label={t("outcome")}
              data={ATTEMPT_OUTCOMES.map((value) => ({ value, label: t(`outcomes.${value}`) }))}
              value={outcome}
              onChange={(value) =>
                setOutcome(ATTEMPT_OUTCOMES.find((one) => one === value) ?? "no_answer")
              }
              allowDeselect={false}
            />
            {means}
          </FormDialog>
        </>
      ) : null}
      {actions.cancel && mayRaise ? (
        <FormDialog
          action={t("describe")}
          submit={t("save")}
          onOpen={() => setFound(foundText(finding))}
          run={() => run(describeFinding(finding.id, wordsOf(found, named)))}
        >
          <FoundField value={found} onChange={setFound} named={named} focused />
        </FormDialog>
      ) : null}
      {actions.handOver ? (
        <FormDialog
          action={t("handOver")}
          submit={t("handOver")}
          run={() => run(changeFinding(finding.id, "hand-over"))}
        >
          <p>{t("handOverHint")}</p>
        </FormDialog>
      ) : null}
      {actions.giveBack ? (
        <FormDialog
          action={t("giveBack")}
          submit={t("giveBack")}
          ready={reason.trim() !== ""}
          onOpen={fill}
          run={() => run(changeFinding(finding.id, "return", reason))}
        >
          {why}
        </FormDialog>
      ) : null}
      {actions.close ? (
        <FormDialog
          action={t("close")}
          submit={t("close")}
          run={() => run(changeFinding(finding.id, "close"))}
        >
          <p>{t("closeHint")}</p>
        </FormDialog>
      ) : null}
      {actions.cancel ? (
        <FormDialog
          action={t("cancel")}
          submit={t("cancel")}
          danger
          ready={reason.trim() !== ""}
          onOpen={fill}
          run={() => run(changeFinding(finding.id, "cancel", reason))}
        >
          {why}
        </FormDialog>
      ) : null}
    </Group>
  );
}
