import { useEffect, useEffectEvent, useState } from "react";
import { authGate } from "@/api/authGate";
import type { LiveMessage, LiveStatus } from "./liveSocket";
import { SharedSockets } from "./sharedSocket";

const sockets = new SharedSockets(() => {
  authGate.close();
  return authGate.passage();
});

/** Listens at `path` (such as `/ws/worklist`) while the component is shown. */
export function useLiveSocket(
  path: string,
  handlers: { onMessage: (message: LiveMessage) => void; onResume: () => void },
): LiveStatus {
  const [status, setStatus] = useState<LiveStatus>("connecting");
  const onMessage = useEffectEvent(handlers.onMessage);
  const onResume = useEffectEvent(handlers.onResume);

  useEffect(() => {
    const scheme = window.location.protocol === "https:" ? "wss" : "ws";
    return sockets.listen(`${scheme}://${window.location.host}${path}`, {
      onMessage: (message) => onMessage(message),
      onResume: () => onResume(),
      onStatus: setStatus,
    });
  }, [path]);

  return status;
}
