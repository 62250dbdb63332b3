import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ReadingTask, PriorState as Status } from "@/api/types";
import { useCan } from "@/lib/currentSession";
import { formatMoment } from "@/lib/dates";
import { Tag, type TagTone } from "@/ui/Tag";
import { useEmergencyAccess } from "../hooks/useEmergencyAccess";
import { usePriorStatus } from "../hooks/usePriorStatus";
import { BreakGlassDialog } from "./BreakGlassDialog";
import { PriorRequestDialog } from "./PriorRequestDialog";
import styles from "./reading.module.css";

const LOOK: Record<Status, { tone: TagTone; shape: string }> = {
  unknown: { tone: "plain", shape: "?" },
  none_exist: { tone: "plain", shape: "∅" },
  exist_not_sent: { tone: "urgent", shape: "⇠" },
  requested: { tone: "accent", shape: "⇢" },
  arrived: { tone: "good", shape: "⇣" },
  refused: { tone: "plain", shape: "⊘" },
};

/** Whether there are priors elsewhere, asking the site for them, and emergency access. */
export function PriorStatus({ task }: { task: ReadingTask }) {
  const { t } = useTranslation(["reading", "engine"]);
  const mayAsk = useCan("priors.request");
  const mayBreak = useCan("glass.break");
  const { status, ask } = usePriorStatus(task);
  const open = useEmergencyAccess(task.patient.id);
  const [dialog, setDialog] = useState<"ask" | "glass" | null>(null);
  if (status.isPending) return null;
  const state = status.data?.state;
  const last = status.data?.requests.at(-1);

  const known = state ? t(`engine:priorStatus.${state}`) : "";
  const asked = last
    ? `${t("priorRequest.asked", { moment: formatMoment(last.asked_at) })} · ${t(
        `priorRequest.state.${last.state}`,
      )}${last.note ? `: ${last.note}` : ""}`
    : "";

  return (
    <div className={styles.priorStatus}>
      <span
        className={styles.priorKnown}
        title={[known, asked].filter((part) => part !== "").join(" · ")}
      >
        {state ? <Tag {...LOOK[state]}>{known}</Tag> : null}{" "}
        {asked === "" ? null : <small>{asked}</small>}
      </span>
      <span className={styles.priorActions}>
        {mayAsk && state && state !== "requested" ? (
          <Button size="compact-xs" variant="default" onClick={() => setDialog("ask")}>
            {t("priorRequest.action")}
          </Button>
        ) : null}
        {mayBreak ? (
          <Button size="compact-xs" variant="subtle" onClick={() => setDialog("glass")}>
            {t("breakGlass.action")}
          </Button>
        ) : null}
      </span>
      <PriorRequestDialog
        opened={dialog === "ask"}
        modalities={task.study.modalities}
        ask={ask}
        onClose={() => setDialog(null)}
      />
      <BreakGlassDialog
        opened={dialog === "glass"}
        patient={task.patient.name}
        open={open}
        onClose={() => setDialog(null)}
      />
    </div>
  );
}
