import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import {
  getReadTogether,
  linkReadingTasks,
  readingTaskKeys,
  unlinkReadingTask,
} from "@/api/readingTasks";
import { reportKeys } from "@/api/reports";
import type { ReadingTask } from "@/api/types";
import { useFailureText } from "@/ui/feedback";

/** What a study is read together with, what could join it, and both ways. */
export function useReadTogether(task: ReadingTask, { enabled = true } = {}) {
  const client = useQueryClient();
  const failureText = useFailureText();
  const found = useQuery({
    // How many are linked is part of the key: what another person links shows with the task.
    queryKey: [...readingTaskKeys.linked(task.id), task.linked, task.state],
    queryFn: () => getReadTogether(task.id),
    staleTime: 30_000,
    enabled,
  });
  const after = {
    onSettled: () => {
      void client.invalidateQueries({ queryKey: readingTaskKeys.all });
      void client.invalidateQueries({ queryKey: reportKeys.all });
    },
    onError: (error: unknown) =>
      void notifications.show({ color: "red", message: failureText(error), autoClose: 7000 }),
  };
  const link = useMutation({
    mutationFn: (tasks: readonly string[]) => linkReadingTasks(task.id, tasks),
    ...after,
  });
  const unlink = useMutation({ mutationFn: () => unlinkReadingTask(task.id), ...after });
  return { found: found.data, link, unlink };
}
