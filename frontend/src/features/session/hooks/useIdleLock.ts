import { useEffect } from "react";
import { authGate } from "@/api/authGate";
import { logOut } from "@/api/session";
import { ActivityClock } from "../model/idle";

const CHECK_EVERY_MS = 5000;
const ACTIVITIES = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"] as const;

/**
 * Ends the session and locks the screen after `timeoutSeconds` without activity. The page stays
 * mounted below the lock, so drafts and scroll positions are as they were after the log-in.
 */
export function useIdleLock(timeoutSeconds: number): void {
  useEffect(() => {
    if (timeoutSeconds <= 0) return;
    const clock = new ActivityClock(Date.now());
    const touch = () => {
      if (!authGate.closed) clock.touch(Date.now());
    };
    const check = () => {
      if (authGate.closed || clock.idleFor(Date.now()) < timeoutSeconds * 1000) return;
      authGate.close();
      // Unanswered is fine: the server ends an idle session by itself.
      logOut().catch(() => undefined);
    };
    for (const activity of ACTIVITIES) window.addEventListener(activity, touch, { passive: true });
    const timer = setInterval(check, CHECK_EVERY_MS);
    const stopListening = authGate.subscribe((closed) => {
      if (!closed) clock.touch(Date.now());
    });
    return () => {
      clearInterval(timer);
      stopListening();
      for (const activity of ACTIVITIES) window.removeEventListener(activity, touch);
    };
  }, [timeoutSeconds]);
}
