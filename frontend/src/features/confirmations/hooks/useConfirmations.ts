import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { confirmationKeys, confirmStudy, listConfirmations } from "@/api/confirmations";
import type { ConfirmingWords } from "@/api/types";
import { useCan, useSession } from "@/lib/currentSession";
import { debounce } from "@/lib/debounce";
import { useLiveSocket } from "@/lib/useLiveSocket";

const SHOWN = 50;

/** What waits for a site's word, kept as the server has it; of one study where it is named. */
export function useConfirmations(study?: string) {
  const client = useQueryClient();
  const query = study === undefined ? { limit: SHOWN } : { study };
  const confirmations = useQuery({
    queryKey: confirmationKeys.list(query),
    queryFn: () => listConfirmations(query),
    enabled: useCan("studies.confirm"),
  });
  const refetchSoon = useMemo(
    () =>
      debounce(() => void client.invalidateQueries({ queryKey: confirmationKeys.all }), 300, 1500),
    [client],
  );
  useEffect(() => refetchSoon.cancel, [refetchSoon]);
  useLiveSocket("/ws/portal", {
    onMessage: () => refetchSoon(),
    onResume: () => refetchSoon(),
  });
  return confirmations;
}

export function useConfirming(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (words: ConfirmingWords) => confirmStudy(id, words),
    onSettled: () => client.invalidateQueries({ queryKey: confirmationKeys.all }),
  });
}

/** Whoever sees every site does not belong to one: they confirm for it, and say why. */
export function useConfirmsForSites(): boolean {
  const { roles } = useSession();
  const ofSites: readonly string[] = ["site_user", "site_manager"];
  return !roles.every((role) => ofSites.includes(role));
}
