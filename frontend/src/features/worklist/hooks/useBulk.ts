import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { changeInBulk, readingTaskKeys } from "@/api/readingTasks";
import type { BulkRequest, BulkResult, ReadingTask } from "@/api/types";
import { useFailureText } from "@/ui/feedback";
import { undoOf } from "../model/bulk";

/** What was done to many tasks at once, task by task, and how to take it back. */
export interface BulkOutcome {
  request: BulkRequest;
  results: BulkResult[];
  before: ReadonlyMap<string, ReadingTask>;
  undo: BulkRequest[];
}

/** Actions on many tasks: their outcome stays until it is dismissed or taken back. */
export function useBulk() {
  const { t } = useTranslation("worklist");
  const client = useQueryClient();
  const failureText = useFailureText();
  const [outcome, setOutcome] = useState<BulkOutcome | null>(null);
  const refetch = () => void client.invalidateQueries({ queryKey: readingTaskKeys.all });

  const run = useMutation({
    mutationFn: ({ request }: { request: BulkRequest; before: ReadonlyMap<string, ReadingTask> }) =>
      changeInBulk(request),
    onSuccess: (results, { request, before }) => {
      const undo = undoOf(request, results, before, t("bulk.undoReason"));
      setOutcome({ request, results, before, undo });
      refetch();
    },
  });

  const takeBack = useMutation({
    mutationFn: async (steps: readonly BulkRequest[]) => {
      const answers: BulkResult[] = [];
      for (const step of steps) answers.push(...(await changeInBulk(step)));
      return answers;
    },
    onSuccess: (results) => {
      const failed = results.filter(({ ok }) => !ok).length;
      notifications.show({
        color: failed > 0 ? "yellow" : "teal",
        message:
          failed > 0
            ? t("bulk.undonePartly", { count: failed })
            : t("bulk.undone", { count: results.length }),
      });
      setOutcome(null);
      refetch();
    },
    onError: (error) => void notifications.show({ color: "red", message: failureText(error) }),
  });

  return { run, takeBack, outcome, dismiss: () => setOutcome(null) };
}
