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
  lists: ["reading-tasks", "list"] as const,
  counts: ["reading-tasks", "counts"] as const,
  detail: (id: string) => ["reading-tasks", "detail", id] as const,
  priors: (id: string) => ["reading-tasks", "priors", id] as const,
};

export function listReadingTasks(
  query: Record<string, QueryValue>,
  signal?: AbortSignal,
): Promise<Page<ReadingTask>> {
  return request("GET", "/reading-tasks", { query, ...(signal ? { signal } : {}) });
}

export function countReadingTasks(): Promise<WorklistCounts> {
  return request("GET", "/reading-tasks/counts");
}

export function getReadingTask(id: string): Promise<ReadingTaskDetail> {
  return request("GET", `/reading-tasks/${id}`);
}

export async function listPriors(id: string): Promise<Prior[]> {
  const body = await request<{ results: Prior[] }>("GET", `/reading-tasks/${id}/priors`);
  return body.results;
}

export function claimReadingTask(id: string): Promise<ReadingTask> {
  return request("POST", `/reading-tasks/${id}/claim`);
}

export function sendHeartbeat(id: string): Promise<Lease> {
  return request("POST", `/reading-tasks/${id}/heartbeat`);
}

export function releaseReadingTask(id: string): Promise<ReadingTask> {
  return request("POST", `/reading-tasks/${id}/release`);
}

export function handBackReadingTask(id: string, reason: string): Promise<ReadingTask> {
  return request("POST", `/reading-tasks/${id}/hand-back`, { body: { reason } });
}

export function changePriority(id: string, change: PriorityChange): Promise<ReadingTask> {
  return request("POST", `/reading-tasks/${id}/priority`, { body: change });
}
