import type { Pathway, SlaPolicy } from "@/api/service";

/** What a target may depend on; an empty text stands for “none given”, an empty pathway for the priority's. */
export interface TaskLook {
  site: string;
  pathway: string;
  priority: string;
  modality: string;
  read_type: string;
}

/** The columns from left to right: where rows name equally many, the one further left decides. */
export const COLUMNS = ["pathway", "site", "priority", "modality", "read_type"] as const;
export type Column = (typeof COLUMNS)[number];

/** Why a row decides over the others that fit. */
export type Reason = "only" | "pathway" | "columns" | "left" | "later";

export interface Ruling {
  decides: SlaPolicy;
  because: Reason;
  fitting: readonly SlaPolicy[];
  /** The pathway whose own target decides, which is no row of the matrix. */
  ownOf: Pathway | null;
}

type WithTarget = Pick<Pathway, "id" | "code" | "minutes">;

/** The shipped targets, which act where no row fits. */
export const SHIPPED_MINUTES: Readonly<Record<string, number>> = {
  STAT: 30,
  URGENT: 120,
  ROUTINE: 24 * 60,
};

export type Standing = "inForce" | "future" | "past";

export function standingOf(policy: SlaPolicy, at: number): Standing {
  if (policy.effective_from !== null && Date.parse(policy.effective_from) > at) return "future";
  if (policy.effective_to !== null && Date.parse(policy.effective_to) <= at) return "past";
  return "inForce";
}

export function namedBy(policy: SlaPolicy, column: Column): string | null {
  return column === "site" ? (policy.site?.id ?? null) : policy[column];
}

function fits(policy: SlaPolicy, look: TaskLook, at: number): boolean {
  return (
    ["signed", look.read_type === "preliminary" ? "preliminary" : "final"].includes(
      policy.clock_to,
    ) &&
    standingOf(policy, at) === "inForce" &&
    COLUMNS.every((column) => {
      const named = namedBy(policy, column);
      return named === null || named === look[column];
    })
  );
}

function isNamed(policy: SlaPolicy, column: Column): boolean {
  return namedBy(policy, column) !== null;
}

function namedCount(policy: SlaPolicy): number {
  return COLUMNS.filter((column) => isNamed(policy, column)).length;
}

/** Which row stands before the other, and by what; the server resolves by the same order. */
function compare(one: SlaPolicy, other: SlaPolicy): { order: number; by: Reason } {
  const pathway = Number(isNamed(other, "pathway")) - Number(isNamed(one, "pathway"));
  if (pathway !== 0) return { order: pathway, by: "pathway" };
  const columns = namedCount(other) - namedCount(one);
  if (columns !== 0) return { order: columns, by: "columns" };
  const differing = COLUMNS.find((column) => isNamed(one, column) !== isNamed(other, column));
  if (differing) return { order: isNamed(one, differing) ? -1 : 1, by: "left" };
  const began = (policy: SlaPolicy) =>
    policy.effective_from === null ? Number.NEGATIVE_INFINITY : Date.parse(policy.effective_from);
  if (began(one) !== began(other))
    return { order: began(one) > began(other) ? -1 : 1, by: "later" };
  return { order: one.id > other.id ? -1 : 1, by: "later" };
}

/** A pathway's own target, as the row that it stands for. */
function rowOf({ id, code, minutes }: WithTarget): SlaPolicy[] {
  if (minutes === null) return [];
  const anything = { site: null, priority: null, modality: null, read_type: null, calendar: null };
  const always = { effective_from: null, effective_to: null };
  return [
    {
      ...anything,
      ...always,
      id,
      pathway: code,
      minutes,
      clock_from: "complete",
      clock_to: "signed",
    },
  ];
}

/**
 * The row that says when such a task's own report is due; null where none fits. A pathway's own
 * target is a row that names the pathway alone; a task on no other pathway is on its priority's.
 */
export function rule<Known extends WithTarget>(
  policies: readonly SlaPolicy[],
  pathways: readonly Known[],
  look: TaskLook,
  at: number,
): (Omit<Ruling, "ownOf"> & { ownOf: Known | null }) | null {
  const asked = { ...look, pathway: look.pathway || look.priority.toLowerCase() };
  const fitting = [...policies, ...pathways.flatMap(rowOf)]
    .filter((policy) => fits(policy, asked, at))
    .sort((one, other) => compare(one, other).order);
  const [decides, next] = fitting;
  if (!decides) return null;
  return {
    decides,
    because: next ? compare(decides, next).by : "only",
    fitting,
    ownOf: pathways.find(({ id }) => id === decides.id) ?? null,
  };
}
