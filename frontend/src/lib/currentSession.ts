import { createContext, useContext } from "react";
import type { Capability, Session } from "@/api/types";

export const CurrentSession = createContext<Session | null>(null);

/** The session the page runs in. Only called below the session gate. */
export function useSession(): Session {
  const session = useContext(CurrentSession);
  if (!session) throw new Error("useSession needs a page below the session gate");
  return session;
}

export function sessionMay(session: Session, capability: Capability): boolean {
  const capabilities: readonly string[] = session.capabilities;
  return capabilities.includes(capability);
}

/** Whether the person may do something in the present practice. The server decides again. */
export function useCan(capability: Capability): boolean {
  return sessionMay(useSession(), capability);
}
