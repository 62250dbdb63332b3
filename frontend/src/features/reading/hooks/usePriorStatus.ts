import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { askForPriors, getPriorStatus, priorRequestKeys } from "@/api/priorRequests";
import { readingTaskKeys } from "@/api/readingTasks";
import type { ReadingTask } from "@/api/types";
import { useLiveSocket } from "@/lib/useLiveSocket";

const ASKED_EVERY_MS = 30_000;

/** What is known about a study's priors that are not here, and asking the site for them. */
export function usePriorStatus(task: ReadingTask) {
  const client = useQueryClient();
  const study = task.study.id;
  const status = useQuery({
    queryKey: priorRequestKeys.status(study),
    queryFn: () => getPriorStatus(study),
    refetchInterval: ASKED_EVERY_MS,
    retry: false,
  });

  function refetch(): void {
    void client.invalidateQueries({ queryKey: priorRequestKeys.status(study) });
    void client.invalidateQueries({ queryKey: readingTaskKeys.priors(task.id) });
  }

  useLiveSocket("/ws/worklist", {
    onMessage: (message) => {
      if (message.id === task.id || message.id === study || message.study === study) refetch();
    },
    onResume: refetch,
  });

  const ask = useMutation({
    mutationFn: (question: { text: string; modalities: string[] }) => askForPriors(study, question),
    onSuccess: refetch,
  });
  return { status, ask };
}
