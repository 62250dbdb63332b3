import { Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { displayName } from "@/lib/patientName";
import { studyTitle } from "@/lib/studyTitle";
import { Banner, useFailureText } from "@/ui/feedback";
import type { useTaskDialog } from "../../hooks/useTaskDialog";
import type { TaskDialog } from "../../model/taskDialog";
import { AssignForm } from "./AssignForm";
import { HoldForm } from "./HoldForm";
import { PriorityForm } from "./PriorityForm";
import { ReasonForm } from "./ReasonForm";
import { SplitForm } from "./SplitForm";

/** The one question that is open, in a dialog; the key that opened it gets the focus back. */
export function TaskDialogs({ state }: { state: ReturnType<typeof useTaskDialog> }) {
  const { t } = useTranslation("worklist");
  const failureText = useFailureText();
  const { dialog } = state;
  return (
    <Modal
      opened={dialog !== null}
      onClose={state.close}
      size={dialog?.kind === "split" || dialog?.kind === "assign" ? "lg" : "md"}
      title={dialog ? t(`dialog.${dialog.kind}.title`) : ""}
    >
      {dialog ? (
        <>
          <p style={{ margin: "0 0 var(--tr-gap-3)", fontWeight: 600 }}>
            <Subject dialog={dialog} />
          </p>
          {state.error ? <Banner tone="danger">{failureText(state.error)}</Banner> : null}
          <Form dialog={dialog} state={state} />
        </>
      ) : null}
    </Modal>
  );
}

function Subject({ dialog }: { dialog: TaskDialog }) {
  const { t } = useTranslation("worklist");
  const [only] = dialog.tasks;
  if (dialog.tasks.length !== 1 || !only) return t("dialog.of", { count: dialog.tasks.length });
  return `${displayName(only.patient.name)} · ${studyTitle(only.study)}`;
}

function Form({ dialog, state }: { dialog: TaskDialog; state: ReturnType<typeof useTaskDialog> }) {
  const form = { onSubmit: state.submit, onCancel: state.close, isPending: state.isPending };
  switch (dialog.kind) {
    case "assign":
      return <AssignForm tasks={dialog.tasks} {...form} />;
    case "priority":
      return <PriorityForm {...form} />;
    case "hold":
      return <HoldForm {...form} />;
    case "split":
      return dialog.tasks[0] ? <SplitForm task={dialog.tasks[0]} {...form} /> : null;
    case "unassign":
    case "resume":
    case "skip":
    case "rejoin":
      return <ReasonForm kind={dialog.kind} {...form} />;
  }
}
