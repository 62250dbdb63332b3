import type { ReadingTask } from "@/api/types";
import type { TagTone } from "@/ui/Tag";

export type BadgeKind =
  | "critical"
  | "pathway"
  | "late"
  | "hold"
  | "assignedMine"
  | "assignedOther"
  | "part"
  | "linked"
  | "readType"
  | "priors"
  | "messages"
  | "needs";

/** A short word about a task, readable by its shape and text alone. */
export interface Badge {
  kind: BadgeKind;
  tone: TagTone;
  shape: string;
  /** What of the task the text names. */
  value: string;
}

/** Pathways that say no more than the priority, which has a column of its own. */
const PLAIN_PATHWAYS = new Set(["", "stat", "urgent", "routine"]);

/** Critical findings that still wait for somebody. */
const UNTOLD = new Set(["open", "acknowledged"]);

const PRIOR_LOOK: Partial<Record<string, [TagTone, string]>> = {
  exist_not_sent: ["urgent", "⇠"],
  requested: ["accent", "⇢"],
  arrived: ["good", "⇣"],
  refused: ["plain", "⊘"],
};

/** The badges of a task, those that change what a reader does first. */
export function badgesOf(task: ReadingTask): Badge[] {
  const { assigned, hold } = task;
  const badges: (Badge | null)[] = [
    UNTOLD.has(task.critical_state)
      ? { kind: "critical", tone: "stat", shape: "!", value: task.critical_state }
      : null,
    hold && { kind: "hold", tone: "urgent", shape: "‖", value: hold.code },
    PLAIN_PATHWAYS.has(task.pathway)
      ? null
      : { kind: "pathway", tone: "stat", shape: "✚", value: task.pathway },
    task.study.late_images ? { kind: "late", tone: "urgent", shape: "+", value: "" } : null,
    assigned?.mine ? { kind: "assignedMine", tone: "accent", shape: "➤", value: "" } : null,
    assigned && !assigned.mine
      ? { kind: "assignedOther", tone: "plain", shape: "➣", value: assigned.reader.name }
      : null,
    task.unread_messages > 0
      ? { kind: "messages", tone: "accent", shape: "✉", value: String(task.unread_messages) }
      : null,
    task.read_type === "final"
      ? null
      : { kind: "readType", tone: "plain", shape: "◑", value: task.read_type },
    task.linked > 0
      ? { kind: "linked", tone: "accent", shape: "∪", value: String(task.linked) }
      : null,
    task.part === "" ? null : { kind: "part", tone: "plain", shape: "◫", value: task.part },
    priorBadge(task),
    ...task.needs.map(
      ({ skill, level }): Badge => ({
        kind: "needs",
        tone: "plain",
        shape: "★".repeat(Math.min(3, Math.max(1, level))),
        value: skill,
      }),
    ),
  ];
  return badges.filter((badge) => badge !== null);
}

function priorBadge(task: ReadingTask): Badge | null {
  const look = PRIOR_LOOK[task.prior_status];
  if (look) return { kind: "priors", tone: look[0], shape: look[1], value: task.prior_status };
  if (task.prior_count === 0) return null;
  return { kind: "priors", tone: "plain", shape: "❐", value: String(task.prior_count) };
}
