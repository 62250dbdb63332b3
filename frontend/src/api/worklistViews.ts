import { request } from "./http";
import type { SavedView, SavedViewDraft } from "./types";

export const worklistViewKeys = { all: ["worklist-views"] as const };

export async function listWorklistViews(): Promise<SavedView[]> {
  const body = await request<{ results: SavedView[] }>("GET", "/worklist-views", {
    query: { limit: 100 },
  });
  return body.results;
}

export function saveWorklistView(view: SavedViewDraft): Promise<SavedView> {
  return request("POST", "/worklist-views", { body: view });
}

export function changeWorklistView(
  id: string,
  change: Partial<SavedViewDraft>,
): Promise<SavedView> {
  return request("PATCH", `/worklist-views/${id}`, { body: change });
}

export function removeWorklistView(id: string): Promise<void> {
  return request("DELETE", `/worklist-views/${id}`);
}
