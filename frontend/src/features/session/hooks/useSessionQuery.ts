import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getSession, logOut, switchTenant } from "@/api/session";
import type { Session } from "@/api/types";

export const sessionKey = ["session"] as const;

export function useSessionQuery() {
  return useQuery({
    queryKey: sessionKey,
    queryFn: getSession,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** What the frame may do with the session: begin, change practice, end. */
export function useSessionActions() {
  const client = useQueryClient();
  return {
    begin(session: Session): void {
      client.setQueryData(sessionKey, session);
    },
    /** Another practice is another world: the page starts anew so that nothing of the old one stays. */
    async changeTenant(slug: string): Promise<void> {
      await switchTenant(slug);
      window.location.assign("/");
    },
    async end(): Promise<void> {
      // Already ended, or no answer: the start page shows the log-in either way.
      await logOut().catch(() => undefined);
      window.location.assign("/");
    },
  };
}
