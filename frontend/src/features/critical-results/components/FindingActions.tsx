import { Group, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  type CriticalFindingDetail,
  changeFinding,
  criticalKeys,
  describeFinding,
} from "@/api/criticalFindings";
import { useCan } from "@/lib/currentSession";
import { FormDialog } from "@/ui/FormDialog";
import { useCriticalPolicy } from "../hooks/useCriticalPolicy";
import { actionsOf } from "../model/actions";
import { foundText, wordsOf } from "../model/words";
import { AttemptForm } from "./AttemptForm";
import { FoundField } from "./FoundField";
import { TellForm } from "./TellForm";

/** The buttons that the finding's state allows. */
export function FindingActions({ finding }: { finding: CriticalFindingDetail }) {
  const { t } = useTranslation("criticalResults");
  const client = useQueryClient();
  const may = useCan("critical.communicate");
  const mayRaise = useCan("critical.raise");
  const actions = actionsOf(finding.state);
  const named = useCriticalPolicy(mayRaise && actions.cancel).data?.named ?? [];
  const [found, setFound] = useState("");
  const [reason, setReason] = useState("");
  if (!may) return null;

  async function run(change: Promise<CriticalFindingDetail>): Promise<void> {
    await change;
    await client.invalidateQueries({ queryKey: criticalKeys.all });
  }

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
          <TellForm finding={finding} run={run} />
          <AttemptForm finding={finding} run={run} />
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
          shortcut="h"
          run={() => run(changeFinding(finding.id, "hand-over"))}
        >
          <p>{t("handOverHint")}</p>
        </FormDialog>
      ) : null}
      {actions.giveBack ? (
        <FormDialog
          action={t("giveBack")}
          submit={t("giveBack")}
          shortcut="r"
          ready={reason.trim() !== ""}
          onOpen={() => setReason("")}
          run={() => run(changeFinding(finding.id, "return", reason))}
        >
          {why}
        </FormDialog>
      ) : null}
      {actions.close ? (
        <FormDialog
          action={t("close")}
          submit={t("close")}
          shortcut="c"
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
          onOpen={() => setReason("")}
          run={() => run(changeFinding(finding.id, "cancel", reason))}
        >
          {why}
        </FormDialog>
      ) : null}
    </Group>
  );
}
