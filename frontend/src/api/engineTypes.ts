/**
 * What the worklist engine adds to the interface: who a task waits for, why, and who talks about it.
 * Times are ISO-8601 UTC strings, ids are UUID strings.
 */
import type { Person, Priority, ReadingTaskState } from "./types";

export type ReadType = "preliminary" | "final" | "over_read";

export type PriorStatus =
  | "unknown"
  | "none_exist"
  | "exist_not_sent"
  | "requested"
  | "arrived"
  | "refused";

export interface Pool {
  id: string;
  code: string;
  name: string;
}

/** A subspecialty a reader must have; level 1 trained, 2 regular practice, 3 fellowship. */
export interface SkillNeed {
  skill: string;
  level: number;
}

export interface Assigned {
  reader: Person;
  until: string | null;
  mine: boolean;
}

export interface Hold {
  code: string;
  reason: string;
  since: string;
  by: Person | null;
}

/** The engine's members of a reading task. */
export interface EngineFacts {
  pathway: string;
  queue_rank: number;
  pool: Pool | null;
  assigned: Assigned | null;
  minutes: number;
  rvu: number;
  hold: Hold | null;
  /** The name of the part of a split study; empty for a whole one. */
  part: string;
  part_of: string | null;
  procedure_group: string;
  patient_class: string;
  indication: string;
  needs: SkillNeed[];
  prior_status: PriorStatus;
  unread_messages: number;
  flags: string[];
}

export interface SavedView {
  id: string;
  name: string;
  filters: Record<string, unknown>;
  columns: string[];
  ordering: string;
  shared: boolean;
  mine: boolean;
  owner: Person | null;
}

export type SavedViewDraft = Pick<
  SavedView,
  "name" | "filters" | "columns" | "ordering" | "shared"
>;

export interface Condition {
  field: string;
  operator: string;
  expected: unknown;
  actual: unknown;
  passed: boolean;
}

export interface RuleTrace {
  id: string;
  name: string;
  matched: boolean;
  applied: unknown[];
  conditions: Condition[];
}

export interface Exclusion {
  code: string;
  detail: string;
}

export interface Candidate {
  reader: Person;
  eligible: boolean;
  exclusions: Exclusion[];
  available: boolean;
  on_shift: boolean;
  score: number | null;
  parts: Record<string, number>;
}

export interface NamedClock {
  name: string;
  started_at: string | null;
  stopped_at: string | null;
  due_at?: string | null;
  target_minutes?: number | null;
  elapsed_seconds?: number | null;
  paused_seconds?: number | null;
  pauses?: { from: string; to: string | null; reason: string; by: string | null }[];
}

export interface Explanation {
  decision: {
    id: string;
    at: string;
    rule_set: number | string | null;
    rules: RuleTrace[];
    actions: unknown;
  } | null;
  clocks: NamedClock[];
  candidates: Candidate[];
  /** How many readers there are in all and how many of them are eligible, told to readers too. */
  counts?: { readers: number; eligible: number };
}

export interface TaskNote {
  id: string;
  text: string;
  at: string;
  author: Person | null;
}

export interface StudyMessage {
  id: string;
  text: string;
  at: string;
  author: Person | null;
  /** Which side wrote it: the reading practice or the site. */
  from_site: boolean;
  mine: boolean;
}

export type BulkAction = "assign" | "unassign" | "priority" | "hold" | "resume";

export interface BulkRequest {
  ids: string[];
  action: BulkAction;
  reader?: string;
  priority?: Priority;
  code?: string;
  reason: string;
}

export interface BulkResult {
  id: string;
  ok: boolean;
  code?: string;
  detail?: string;
}

export interface SplitPart {
  name: string;
  series: string[];
}

/** What a live message may say of a task beside that it changed. */
export interface TaskPatch {
  state?: ReadingTaskState;
  claim?: { reader: Person } | null;
}
