import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { hasCode, personIn } from "@/api/problem";
import { claimReadingTask, getReadingTask, listPriors, readingTaskKeys } from "@/api/readingTasks";
import { useFailureText } from "@/ui/feedback";

/** The task that is read, its priors, and claiming it from here. */
export function useReadingTask(taskId: string) {
  const { t } = useTranslation("reading");
  const client = useQueryClient();
  const failureText = useFailureText();
  const task = useQuery({
    queryKey: readingTaskKeys.detail(taskId),
    queryFn: () => getReadingTask(taskId),
  });
  const priors = useQuery({
    queryKey: readingTaskKeys.priors(taskId),
    queryFn: () => listPriors(taskId),
    staleTime: 60_000,
  });
  const refetchTask = () =>
    void client.invalidateQueries({ queryKey: readingTaskKeys.detail(taskId) });

  const claim = useMutation({
    mutationFn: () => claimReadingTask(taskId),
    onSettled: refetchTask,
    onError: (error) => notifications.show({ color: "red", message: refusal(error) }),
  });

  function refusal(error: unknown): string {
    if (!hasCode(error, "already_claimed")) {
      return hasCode(error, "not_claimable") ? t("claim.refused") : failureText(error);
    }
    const holder = personIn(error, "holder");
    return holder ? t("claim.refusedBy", { holder }) : t("claim.refused");
  }

  return { task, priors, claim, refetchTask };
}
