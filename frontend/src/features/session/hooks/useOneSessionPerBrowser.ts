import { useEffect } from "react";
import type { Session } from "@/api/types";

const CHANNEL = "teleread.session";

/**
 * All windows of a browser share one session cookie. When another window begins a session as
 * another person or in another practice, this one starts anew instead of mixing the two.
 */
export function useOneSessionPerBrowser(session: Session): void {
  const identity = `${session.user.id}/${session.tenant.id}`;
  useEffect(() => {
    const channel = new BroadcastChannel(CHANNEL);
    channel.postMessage(identity);
    channel.onmessage = (event: MessageEvent<unknown>) => {
      if (typeof event.data === "string" && event.data !== identity) window.location.assign("/");
    };
    return () => channel.close();
  }, [identity]);
}
