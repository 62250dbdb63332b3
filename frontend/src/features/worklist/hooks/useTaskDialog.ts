import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  holdReadingTask,
  readingTaskKeys,
  rejoinReadingTask,
  resumeReadingTask,
  skipReadingTask,
  splitReadingTask,
} from "@/api/readingTasks";
import type { BulkAction, Priority, SplitPart } from "@/api/types";
import { useCan } from "@/lib/currentSession";
import type { TaskDialog } from "../model/taskDialog";
import type { useBulk } from "./useBulk";

/** What the person has answered. */
export interface TaskAnswer {
  reason: string;
  code?: string;
  reader?: string;
  priority?: Priority;
  parts?: SplitPart[];
}

const BULK: Partial<Record<TaskDialog["kind"], BulkAction>> = {
  assign: "assign",
  unassign: "unassign",
  priority: "priority",
  hold: "hold",
  resume: "resume",
};

/** The question that is open about a task or the marked ones, and carrying out its answer. */
export function useTaskDialog(bulk: ReturnType<typeof useBulk>, onDone: () => void) {
  const { t } = useTranslation("worklist");
  const client = useQueryClient();
  const manages = useCan("worklist.manage");
  const [dialog, setDialog] = useState<TaskDialog | null>(null);

  async function carryOut({ kind, tasks }: TaskDialog, answer: TaskAnswer): Promise<void> {
    const action = BULK[kind];
    if (action && manages) {
      const { parts: _, ...change } = answer;
      const request = { ids: tasks.map(({ id }) => id), action, ...change };
      const before = new Map(tasks.map((task) => [task.id, task]));
      await bulk.run.mutateAsync({ request, before });
      return;
    }
    const task = tasks[0];
    if (!task) return;
    await actOnOne(kind, task.id, answer);
    notifications.show({ color: "teal", message: t("act.done"), autoClose: 2500 });
    void client.invalidateQueries({ queryKey: readingTaskKeys.all });
  }

  const answer = useMutation({
    mutationFn: ({ asked, given }: { asked: TaskDialog; given: TaskAnswer }) =>
      carryOut(asked, given),
    onSuccess: () => {
      setDialog(null);
      onDone();
    },
  });

  return {
    dialog,
    error: answer.error,
    isPending: answer.isPending,
    ask: (asked: TaskDialog) => {
      answer.reset();
      if (asked.tasks.length > 0) setDialog(asked);
    },
    close: () => setDialog(null),
    submit: (given: TaskAnswer) => {
      if (dialog) answer.mutate({ asked: dialog, given });
    },
  };
}

async function actOnOne(kind: TaskDialog["kind"], id: string, answer: TaskAnswer): Promise<void> {
  switch (kind) {
    case "hold":
      await holdReadingTask(id, { code: answer.code ?? "other", reason: answer.reason });
      return;
    case "resume":
      await resumeReadingTask(id, answer.reason);
      return;
    case "skip":
      await skipReadingTask(id, answer.reason);
      return;
    case "split":
      await splitReadingTask(id, answer.parts ?? []);
      return;
    case "rejoin":
      await rejoinReadingTask(id, answer.reason);
      return;
    case "assign":
    case "unassign":
    case "priority":
      throw new Error(`Only a manager may ${kind}`);
  }
}
