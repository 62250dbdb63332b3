import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { readingTaskKeys } from "@/api/readingTasks";
import {
  listStudyMessages,
  markStudyMessagesRead,
  sendStudyMessage,
  studyMessageKeys,
} from "@/api/studyMessages";
import type { NewStudyMessage } from "@/api/types";
import { useLiveSocket } from "@/lib/useLiveSocket";

/** Asked for anyway, as a live message may be lost. */
const ASKED_EVERY_MS = 20_000;

export type Side = "reader" | "site";

/** The messages about a study: they come by themselves and count as read once they are shown. */
export function useStudyThread(study: string, side: Side) {
  const client = useQueryClient();
  const thread = useQuery({
    queryKey: studyMessageKeys.thread(study),
    queryFn: () => listStudyMessages(study),
    refetchInterval: ASKED_EVERY_MS,
  });
  const refetch = () => void thread.refetch();

  useLiveSocket(side === "site" ? "/ws/portal" : "/ws/worklist", {
    onMessage: (message) => {
      if (message.id === study || message.study === study) refetch();
    },
    onResume: refetch,
  });

  const newest = thread.data?.at(-1);
  const newestId = newest && !newest.mine ? newest.id : null;
  const { mutate: markRead } = useMutation({
    mutationFn: (through: string) => markStudyMessagesRead(study, through),
    onSuccess: () => client.invalidateQueries({ queryKey: readingTaskKeys.lists }),
  });
  useEffect(() => {
    if (newestId !== null) markRead(newestId);
  }, [newestId, markRead]);

  const send = useMutation({
    mutationFn: (message: NewStudyMessage) => sendStudyMessage(study, message),
    onSuccess: () => client.invalidateQueries({ queryKey: studyMessageKeys.thread(study) }),
  });
  return { thread, send };
}
