import { Group, NativeSelect, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  changeFollowUp,
  type FollowUpDetail,
  type FollowUpTalk,
  followUpKeys,
  noteContact,
  setDay,
} from "@/api/followUps";
import { useCan } from "@/lib/currentSession";
import { FormDialog } from "@/ui/FormDialog";
import { actionsOf } from "../model/followUps";

const CHANNELS = ["phone", "mail", "letter", "in_person", "message"] as const;

/** The buttons that the follow-up's state allows. */
export function FollowUpActions({ followUp }: { followUp: FollowUpDetail }) {
  const { t } = useTranslation(["followUp", "common"]);
  const client = useQueryClient();
  const may = useCan("follow_up.track");
  const [day, setDayTyped] = useState("");
  const [note, setNote] = useState("");
  const [person, setPerson] = useState("");
  const [channel, setChannel] = useState<FollowUpTalk["channel"]>("phone");
  const actions = actionsOf(followUp.state);
  if (!may) return null;

  function clear(): void {
    setDayTyped("");
    setNote("");
    setPerson("");
  }

  async function run(change: Promise<FollowUpDetail>): Promise<void> {
    await change;
    await client.invalidateQueries({ queryKey: followUpKeys.all });
  }

  const dayField = (label: string) => (
    <TextInput
      type="date"
      label={label}
      required
      data-autofocus
      value={day}
      onChange={(event) => setDayTyped(event.currentTarget.value)}
    />
  );
  const noteField = (label: string, required: boolean) => (
    <TextInput
      label={label}
      required={required}
      maxLength={450}
      value={note}
      onChange={(event) => setNote(event.currentTarget.value)}
    />
  );
  const because = (action: "decline" | "dismiss" | "reopen") => (
    <FormDialog
      action={t(`actions.${action}`)}
      title={t(`actions.${action}Title`)}
      submit={t("save")}
      ready={note.trim() !== ""}
      onOpen={clear}
      run={() => run(changeFollowUp(followUp.id, action, note))}
    >
      {noteField(t("reason"), true)}
    </FormDialog>
  );

  return (
    <Group gap="xs">
      {actions.running ? (
        <>
          <FormDialog
            action={t("actions.schedule")}
            submit={t("save")}
            ready={day !== ""}
            onOpen={clear}
            run={() => run(setDay(followUp.id, "schedule", { day, note }))}
          >
            {dayField(t("day"))}
            {noteField(t("note"), false)}
          </FormDialog>
          <FormDialog
            action={t("actions.done")}
            title={t("actions.doneTitle")}
            submit={t("save")}
            ready={day !== "" && note.trim() !== ""}
            onOpen={clear}
            run={() => run(setDay(followUp.id, "done", { day, note }))}
          >
            {dayField(t("doneDay"))}
            {noteField(t("where"), true)}
          </FormDialog>
          {because("decline")}
          {because("dismiss")}
        </>
      ) : null}
      <FormDialog
        action={t("actions.contact")}
        submit={t("save")}
        ready={person.trim() !== "" || note.trim() !== ""}
        onOpen={clear}
        run={() => run(noteContact(followUp.id, { channel, person, note }))}
      >
        <NativeSelect
          label={t("channel")}
          data={CHANNELS.map((value) => ({ value, label: t(`channels.${value}`) }))}
          value={channel}
          onChange={(event) => {
            const { value } = event.currentTarget;
            setChannel(CHANNELS.find((one) => one === value) ?? "phone");
          }}
        />
        <TextInput
          label={t("person")}
          maxLength={200}
          value={person}
          onChange={(event) => setPerson(event.currentTarget.value)}
        />
        {noteField(t("note"), false)}
      </FormDialog>
      {actions.reopen ? because("reopen") : null}
    </Group>
  );
}
