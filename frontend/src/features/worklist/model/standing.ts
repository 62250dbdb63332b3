import type { ReadingTask } from "@/api/types";

/** Waits for whoever takes it: nobody reads it, and nothing stands in the way. */
export function isFree(task: ReadingTask): boolean {
  return task.claim === null && task.state === "SCHEDULED" && task.hold === null;
}

/** Whether the person may take the task off hold: who put it there may, and whoever manages. */
export function mayResume(task: ReadingTask, me: string, manages: boolean): boolean {
  return task.hold !== null && (manages || task.hold.by?.id === me);
}
