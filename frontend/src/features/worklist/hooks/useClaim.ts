import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { hasCode, personIn } from "@/api/problem";
import {
  claimReadingTask,
  getReadingTask,
  readingTaskKeys,
  releaseReadingTask,
} from "@/api/readingTasks";
import type { ReadingTask } from "@/api/types";
import { useFailureText } from "@/ui/feedback";
import { replaceTask } from "./useWorklistPages";

/** Claim and release from the list; a refusal names who holds the study. */
export function useClaim() {
  const { t } = useTranslation("worklist");
  const client = useQueryClient();
  const failureText = useFailureText();

  function accept(task: ReadingTask): void {
    replaceTask(client, task);
    void client.invalidateQueries({ queryKey: readingTaskKeys.detail(task.id) });
    void client.invalidateQueries({ queryKey: readingTaskKeys.counts });
  }

  async function showPresent(id: string): Promise<void> {
    replaceTask(client, await getReadingTask(id));
  }

  function refuse(error: unknown, id: string): void {
    notifications.show({ color: "red", message: refusalText(error), autoClose: 7000 });
    void showPresent(id).catch(() => undefined);
  }

  function refusalText(error: unknown): string {
    if (hasCode(error, "already_claimed")) {
      const holder = personIn(error, "holder");
      return holder ? t("claim.heldBy", { holder }) : t("claim.held");
    }
    if (hasCode(error, "not_claimable")) return t("claim.notClaimable");
    if (hasCode(error, "claim_lost")) return t("claim.notYours");
    return failureText(error);
  }

  const claim = useMutation({ mutationFn: claimReadingTask, onSuccess: accept, onError: refuse });
  const release = useMutation({
    mutationFn: releaseReadingTask,
    onSuccess: accept,
    onError: refuse,
  });
  return { claim, release };
}
