import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { hasCode, personIn } from "@/api/problem";
import {
  claimReadingTask,
  getReadingTask,
  listPriors,
  readingTaskKeys,
  tellOpened,
} from "@/api/readingTasks";
import { useCan } from "@/lib/currentSession";
import { useFailureText } from "@/ui/feedback";

/** The task that is read, its priors, and claiming it from here. */
export function useReadingTask(taskId: string) {
  const { t } = useTranslation("reading");
  const client = useQueryClient();
  const failureText = useFailureText();
  const mayClaim = useCan("worklist.claim");
  const task = useQuery({
    queryKey: readingTaskKeys.detail(taskId),
    queryFn: () => getReadingTask(taskId),
  });
  const priors = useQuery({
    queryKey: readingTaskKeys.priors(taskId),
    queryFn: () => listPriors(taskId),
    staleTime: 60_000,
  });
  const seen = task.isFetchedAfterMount && !task.isFetching;
  const free = seen && task.data?.state === "SCHEDULED" && task.data.claim === null;
  useEffect(() => {
    // Looking without taking is a fact of its own; it may be lost, as nothing depends on it.
    if (free && mayClaim) void tellOpened(taskId).catch(() => undefined);
  }, [free, mayClaim, taskId]);
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
