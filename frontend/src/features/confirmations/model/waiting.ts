import type { StudyConfirmation } from "@/api/types";

export interface Wait {
  /** Milliseconds since the site was asked. */
  age: number;
  /** Whether the site has let its time pass. */
  late: boolean;
}

export function waitOf(waiting: StudyConfirmation, now: number): Wait {
  return {
    age: Math.max(0, now - Date.parse(waiting.opened_at)),
    late: now >= Date.parse(waiting.awaited_until),
  };
}

/** Whether what was typed is enough to confirm; the server decides whether the words say something. */
export function mayConfirm(
  waiting: StudyConfirmation,
  typed: { indication: string; reason: string },
  needsReason: boolean,
): boolean {
  const asked = waiting.missing.includes("indication") && typed.indication.trim() === "";
  const nameless = waiting.missing.includes("patient");
  return !asked && !nameless && !(needsReason && typed.reason.trim() === "");
}
