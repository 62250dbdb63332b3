import { useState } from "react";
import type { CriticalFindingDetail } from "@/api/criticalFindings";
import type { CHANNELS } from "../model/actions";
import { nextToCall } from "../model/calls";

/** Somebody at the site and how they were spoken to, as it is being filled in. */
export interface Reaching {
  contact: string;
  role: string;
  address: string;
  channel: (typeof CHANNELS)[number];
}

const NOBODY: Reaching = { contact: "", role: "", address: "", channel: "phone" };

/** Begins with who is to be called next; a chosen contact brings their own role and number. */
export function useReached(finding: CriticalFindingDetail) {
  const [reaching, setReaching] = useState(NOBODY);

  function choose(id: string): void {
    const chosen = finding.contacts.find((one) => one.id === id);
    setReaching((before) => ({
      ...before,
      contact: id,
      role: chosen?.role ?? "",
      address: chosen?.phone ?? "",
    }));
  }

  return {
    reaching,
    choose,
    change: (to: Partial<Reaching>) => setReaching({ ...reaching, ...to }),
    begin(): void {
      setReaching(NOBODY);
      choose(nextToCall(finding)?.id ?? "");
    },
    reached: { ...reaching, contact: reaching.contact === "" ? null : reaching.contact },
  };
}
