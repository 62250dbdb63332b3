import { type QueryValue, request } from "./http";
import type {
  BulkRequest,
  BulkResult,
  ClockReport,
  EscalationStep,
  Explanation,
  Lease,
  ListLength,
  Page,
  Prior,
  PriorityChange,
  ReadingTask,
  ReadingTaskDetail,
  ReadTogether,
  SplitPart,
  TaskNote,
  TaskPage,
  WorklistCounts,
} from "./types";

/** Query keys of everything about reading tasks, so that features invalidate the same entries. */
export const readingTaskKeys = {
  all: ["reading-tasks"] as const,
  lists: ["reading-tasks", "list"] as const,
  lengths: ["reading-tasks", "lengths"] as const,
  counts: ["reading-tasks", "counts"] as const,
  viewCounts: ["reading-tasks", "view-counts"] as const,
  details: ["reading-tasks", "detail"] as const,
  detail: (id: string) => ["reading-tasks", "detail", id] as const,
  everyPriors: ["reading-tasks", "priors"] as const,
  priors: (id: string) => ["reading-tasks", "priors", id] as const,
  explanation: (id: string) => ["reading-tasks", "explanation", id] as const,
  clocks: (id: string) => ["reading-tasks", "clocks", id] as const,
  escalations: (id: string) => ["reading-tasks", "escalations", id] as const,
  linked: (id: string) => ["reading-tasks", "linked", id] as const,
  notes: (id: string) => ["reading-tasks", "notes", id] as const,
};

export function listReadingTasks(
  query: Record<string, QueryValue>,
  signal?: AbortSignal,
): Promise<TaskPage> {
  return request("GET", "/reading-tasks", { query, ...(signal ? { signal } : {}) });
}

/** How many tasks the query lists; its order and window count for nothing. */
export async function countListedReadingTasks(
  query: Record<string, QueryValue>,
  signal?: AbortSignal,
): Promise<number> {
  const { ordering: _, ...narrowing } = query;
  const body = await request<ListLength>("GET", "/reading-tasks/length", {
    query: narrowing,
    ...(signal ? { signal } : {}),
  });
  return body.count;
}

export function countReadingTasks(): Promise<WorklistCounts> {
  const time_zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return request("GET", "/reading-tasks/counts", { query: { time_zone } });
}

export function getReadingTask(id: string): Promise<ReadingTaskDetail> {
  return request("GET", `/reading-tasks/${id}`);
}

export async function listPriors(id: string): Promise<Prior[]> {
  const body = await request<{ results: Prior[] }>("GET", `/reading-tasks/${id}/priors`);
  return body.results;
}

function act(id: string, action: string, body?: unknown): Promise<ReadingTask> {
  const path = `/reading-tasks/${id}/${action}`;
  return request("POST", path, body === undefined ? {} : { body });
}

export const claimReadingTask = (id: string) => act(id, "claim");
export const releaseReadingTask = (id: string) => act(id, "release");
export const handBackReadingTask = (id: string, reason: string) => act(id, "hand-back", { reason });
export const changePriority = (id: string, change: PriorityChange) => act(id, "priority", change);
export const holdReadingTask = (id: string, hold: { code: string; reason: string }) =>
  act(id, "hold", hold);
export const resumeReadingTask = (id: string, reason: string) => act(id, "resume", { reason });
export function sendHeartbeat(id: string): Promise<Lease> {
  return request("POST", `/reading-tasks/${id}/heartbeat`);
}

/** Claims the task that is first in line for the person; 409 `nothing_to_read` when there is none. */
export function claimNextReadingTask(): Promise<ReadingTask> {
  return request("POST", "/reading-tasks/next");
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

/** What a task is read together with, and what of the same patient could be. */
export function getReadTogether(id: string): Promise<ReadTogether> {
  return request("GET", `/reading-tasks/${id}/linked`);
}

export function linkReadingTasks(id: string, tasks: readonly string[]): Promise<void> {
  return request("POST", `/reading-tasks/${id}/link`, { body: { tasks } });
}

export function unlinkReadingTask(id: string): Promise<void> {
  return request("POST", `/reading-tasks/${id}/unlink`);
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

export function getClocks(id: string): Promise<ClockReport> {
  return request("GET", `/reading-tasks/${id}/clocks`);
}

/** The steps of a task's escalation ladder, in their order. */
export async function listEscalations(task: string): Promise<EscalationStep[]> {
  const body = await request<Page<EscalationStep>>("GET", "/escalations", {
    query: { task, limit: 100 },
  });
  return body.results;
}

export async function listNotes(id: string): Promise<TaskNote[]> {
  const body = await request<Page<TaskNote>>("GET", `/reading-tasks/${id}/notes`, {
    query: { limit: 200 },
  });
  return body.results;
}

export function addNote(id: string, text: string): Promise<TaskNote> {
  return request("POST", `/reading-tasks/${id}/notes`, { body: { text } });
}
