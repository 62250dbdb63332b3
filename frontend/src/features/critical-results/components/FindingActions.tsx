import { Checkbox, Group, Select, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  type CriticalFindingDetail,
  changeFinding,
  communicate,
  criticalKeys,
  logAttempt,
} from "@/api/criticalFindings";
import { useCan } from "@/lib/currentSession";
import { FormDialog } from "@/ui/FormDialog";
import { ATTEMPT_OUTCOMES, actionsOf, CHANNELS } from "../model/actions";

/** The buttons that the finding's state allows. */
export function FindingActions({ finding }: { finding: CriticalFindingDetail }) {
  const { t } = useTranslation("criticalResults");
  const client = useQueryClient();
  const may = useCan("critical.communicate");
  const [person, setPerson] = useState("");
  const [role, setRole] = useState("");
  const [address, setAddress] = useState("");
  const [channel, setChannel] = useState<(typeof CHANNELS)[number]>("phone");
  const [outcome, setOutcome] = useState<(typeof ATTEMPT_OUTCOMES)[number]>("no_answer");
  const [readBack, setReadBack] = useState(false);
  const [reason, setReason] = useState("");
  if (!may) return null;
  const actions = actionsOf(finding.state);

  function fill(): void {
    const [first] = finding.contacts;
    setPerson("");
    setRole(first?.role ?? "");
    setAddress(first?.phone ?? "");
    setReadBack(false);
    setReason("");
  }

  async function run(change: Promise<CriticalFindingDetail>): Promise<void> {
    await change;
    await client.invalidateQueries({ queryKey: criticalKeys.all });
  }

  const means = (
    <>
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
            submit={t("save")}
            ready={person.trim() !== "" && (readBack || !finding.read_back_required)}
            onOpen={fill}
            run={() =>
              run(
                communicate(finding.id, {
                  channel,
                  person,
                  role,
                  address,
                  read_back: readBack,
                  note: "",
                }),
              )
            }
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
              required={finding.read_back_required}
              checked={readBack}
              onChange={(event) => setReadBack(event.currentTarget.checked)}
            />
          </FormDialog>
          <FormDialog
            action={t("attempt")}
            submit={t("save")}
            onOpen={fill}
            run={() =>
              run(logAttempt(finding.id, { channel, person, role, address, outcome, note: "" }))
            }
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
      {actions.handOver ? (
        <FormDialog
          action={t("handOver")}
          submit={t("handOver")}
          run={() => run(changeFinding(finding.id, "hand-over"))}
        >
          {null}
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
          {null}
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
