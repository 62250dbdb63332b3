import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { TFunction } from "i18next";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { acknowledgePage, dutyKeys, listMyPages } from "@/api/duty";
import type { EscalationPage } from "@/api/types";
import { useLiveSocket } from "@/lib/useLiveSocket";
import { useFailureText } from "@/ui/feedback";

const ASKED_EVERY_MS = 20_000;

/** What a page says; the rule that sends it may have left the words to us. */
export function pageText(t: TFunction<"duty">, page: EscalationPage): string {
  return page.message || t("pages.unread", { priority: page.priority });
}

/** The pages to the person, newest first; a new one is announced wherever they are. */
export function usePages() {
  const { t } = useTranslation("duty");
  const client = useQueryClient();
  const failureText = useFailureText();
  const announced = useRef<ReadonlySet<string> | null>(null);
  const pages = useQuery({
    queryKey: dutyKeys.pages,
    queryFn: listMyPages,
    refetchInterval: ASKED_EVERY_MS,
    retry: false,
  });
  const refetch = () => void client.invalidateQueries({ queryKey: dutyKeys.pages });

  useLiveSocket("/ws/worklist", {
    onMessage: (message) => {
      if (/^(page|escalation)/.test(message.type)) refetch();
    },
    onResume: refetch,
  });

  const waiting = pages.data?.filter(({ acknowledged_at }) => acknowledged_at === null) ?? [];
  useEffect(() => {
    if (!pages.data) return;
    const before = announced.current;
    announced.current = new Set(pages.data.map(({ id }) => id));
    if (!before) return;
    for (const page of pages.data) {
      if (before.has(page.id) || page.acknowledged_at !== null) continue;
      notifications.show({
        color: "red",
        title: t("pages.arrived"),
        message: pageText(t, page),
        autoClose: false,
      });
    }
  }, [pages.data, t]);

  const acknowledge = useMutation({
    mutationFn: acknowledgePage,
    onSuccess: refetch,
    onError: (error) => void notifications.show({ color: "red", message: failureText(error) }),
  });
  return { pages, waiting, acknowledge };
}
