import { useEffect, useEffectEvent, useState } from "react";
import { authGate } from "@/api/authGate";
import { type LiveMessage, LiveSocket, type LiveStatus } from "./liveSocket";

/** Keeps one live connection to `path` (such as `/ws/worklist`) while the component is shown. */
export function useLiveSocket(
  path: string,
  handlers: { onMessage: (message: LiveMessage) => void; onResume: () => void },
): LiveStatus {
  const [status, setStatus] = useState<LiveStatus>("connecting");
  const onMessage = useEffectEvent(handlers.onMessage);
  const onResume = useEffectEvent(handlers.onResume);

  useEffect(() => {
    const scheme = window.location.protocol === "https:" ? "wss" : "ws";
    const socket = new LiveSocket({
      url: `${scheme}://${window.location.host}${path}`,
      onMessage: (message) => onMessage(message),
      onResume: () => onResume(),
      onStatus: setStatus,
      onSessionEnded: () => {
        authGate.close();
        return authGate.passage();
      },
    });
    return () => socket.close();
  }, [path]);

  return status;
}
