import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { hasCode } from "@/api/problem";
import { claimNextReadingTask, readingTaskKeys } from "@/api/readingTasks";
import type { ReadingTask } from "@/api/types";
import { useFailureText } from "@/ui/feedback";

/** Claims the study that is first in line for the person and opens it. */
export function useNextStudy(onRead: (taskId: string) => void) {
  const { t } = useTranslation("worklist");
  const client = useQueryClient();
  const failureText = useFailureText();
  return useMutation({
    mutationFn: claimNextReadingTask,
    onSuccess: (task: ReadingTask) => {
      void client.invalidateQueries({ queryKey: readingTaskKeys.all });
      onRead(task.id);
    },
    onError: (error) => {
      const nothing = hasCode(error, "nothing_to_read");
      notifications.show({
        color: nothing ? "gray" : "red",
        message: nothing ? t("next.nothing") : failureText(error),
      });
    },
  });
}
