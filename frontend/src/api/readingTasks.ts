import type {
  BulkRequest,
  BulkResult,
  EngineFacts,
  Explanation,
  NamedClock,
  SplitPart,
  TaskNote,
} from "./engineTypes";
import { type QueryValue, request } from "./http";
import type {
  Lease,
  Page,
  Prior,
  PriorityChange,
  ReadingTask,
  ReadingTaskDetail,
  WorklistCounts,
} from "./types";

/** Query keys of everything about reading tasks, so that features invalidate the same entries. */
export const readingTaskKeys = {
  all: ["reading-tasks"] as const,
  lists: ["reading-tasks", "list"] as const,
  counts: ["reading-tasks", "counts"] as const,
  viewCounts: ["reading-tasks", "view-counts"] as const,
  details: ["reading-tasks", "detail"] as const,
  detail: (id: string) => ["reading-tasks", "detail", id] as const,
  priors: (id: string) => ["reading-tasks", "priors", id] as const,
  explanation: (id: string) => ["reading-tasks", "explanation", id] as const,
  clocks: (id: string) => ["reading-tasks", "clocks", id] as const,
  notes: (id: string) => ["reading-tasks", "notes", id] as const,
};

/** What a task is when the server says nothing of it: waiting for anybody, plainly. */
const PLAIN: EngineFacts = {
  pathway: "",
  queue_rank: 0,
  pool: null,
  assigned: null,
  minutes: 0,
  rvu: 0,
  hold: null,
  part: "",
  part_of: null,
  procedure_group: "",
  patient_class: "",
  indication: "",
  needs: [],
  prior_status: "unknown",
  unread_messages: 0,
  flags: [],
};

/** A task list also says whether its count stopped counting at the server's limit. */
export type TaskPage = Page<ReadingTask> & { count_is_capped?: boolean };

export async function listReadingTasks(
  query: Record<string, QueryValue>,
  signal?: AbortSignal,
): Promise<TaskPage> {
  const page = await request<TaskPage>("GET", "/reading-tasks", {
    query,
    ...(signal ? { signal } : {}),
  });
  return { ...page, results: page.results.map((task) => ({ ...PLAIN, ...task })) };
}

export function countReadingTasks(): Promise<WorklistCounts> {
  return request("GET", "/reading-tasks/counts");
}

export async function getReadingTask(id: string): Promise<ReadingTaskDetail> {
  return { ...PLAIN, ...(await request<ReadingTaskDetail>("GET", `/reading-tasks/${id}`)) };
}

export async function listPriors(id: string): Promise<Prior[]> {
  const body = await request<{ results: Prior[] }>("GET", `/reading-tasks/${id}/priors`);
  return body.results;
}

async function act(id: string, action: string, body?: unknown): Promise<ReadingTask> {
  const path = `/reading-tasks/${id}/${action}`;
  const task = await request<ReadingTask>("POST", path, body === undefined ? {} : { body });
  return { ...PLAIN, ...task };
}

export const claimReadingTask = (id: string) => act(id, "claim");
export const releaseReadingTask = (id: string) => act(id, "release");
export const handBackReadingTask = (id: string, reason: string) => act(id, "hand-back", { reason });
export const changePriority = (id: string, change: PriorityChange) => act(id, "priority", change);
export const holdReadingTask = (id: string, hold: { code: string; reason: string }) =>
  act(id, "hold", hold);
export const resumeReadingTask = (id: string, reason: string) => act(id, "resume", { reason });
export const assignReadingTask = (id: string, reader: string, reason: string) =>
  act(id, "assign", { reader, reason });
export const unassignReadingTask = (id: string, reason: string) => act(id, "unassign", { reason });

export function sendHeartbeat(id: string): Promise<Lease> {
  return request("POST", `/reading-tasks/${id}/heartbeat`);
}

/** Claims the task that is first in line for the person; 409 `nothing_to_read` when there is none. */
export async function claimNextReadingTask(): Promise<ReadingTask> {
  return { ...PLAIN, ...(await request<ReadingTask>("POST", "/reading-tasks/next")) };
}

export function skipReadingTask(id: string, reason: string): Promise<void> {
  return request("POST", `/reading-tasks/${id}/skip`, { body: { reason } });
}

/** Tells that the person looked at a study without claiming it. */
export function tellOpened(id: string): Promise<void> {
  return request("POST", `/reading-tasks/${id}/opened`);
}

export function splitReadingTask(id: string, parts: readonly SplitPart[]): Promise<void> {
  return request("POST", `/reading-tasks/${id}/split`, { body: { parts } });
}

export function rejoinReadingTask(id: string, reason: string): Promise<void> {
  return request("POST", `/reading-tasks/${id}/rejoin`, { body: { reason } });
}

export async function changeInBulk(change: BulkRequest): Promise<BulkResult[]> {
  const body = await request<{ results: BulkResult[] }>("POST", "/reading-tasks/bulk", {
    body: change,
  });
  return body.results;
}

export function explainReadingTask(id: string): Promise<Explanation> {
  return request("GET", `/reading-tasks/${id}/explanation`);
}

/** Lists that are never long come bare or as a page; either way their items. */
function itemsOf<Item>(body: Item[] | { results: Item[] }): Item[] {
  return Array.isArray(body) ? body : body.results;
}

export async function listClocks(id: string): Promise<NamedClock[]> {
  return itemsOf(
    await request<NamedClock[] | { results: NamedClock[] }>("GET", `/reading-tasks/${id}/clocks`),
  );
}

export async function listNotes(id: string): Promise<TaskNote[]> {
  return itemsOf(
    await request<TaskNote[] | { results: TaskNote[] }>("GET", `/reading-tasks/${id}/notes`),
  );
}

export function addNote(id: string, text: string): Promise<TaskNote> {
  return request("POST", `/reading-tasks/${id}/notes`, { body: { text } });
}
