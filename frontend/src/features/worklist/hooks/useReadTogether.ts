import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { linkReadingTasks, readingTaskKeys } from "@/api/readingTasks";
import type { ReadingTask } from "@/api/types";
import { useFailureText } from "@/ui/feedback";

/** Has marked studies of a patient read together, under the report of the first. */
export function useReadTogether() {
  const client = useQueryClient();
  const failureText = useFailureText();
  return useMutation({
    mutationFn: async ([first, ...others]: readonly ReadingTask[]) => {
      if (!first) return;
      await linkReadingTasks(
        first.id,
        others.map(({ id }) => id),
      );
    },
    onError: (error) =>
      void notifications.show({ color: "red", message: failureText(error), autoClose: 7000 }),
    onSettled: () => void client.invalidateQueries({ queryKey: readingTaskKeys.all }),
  });
}
