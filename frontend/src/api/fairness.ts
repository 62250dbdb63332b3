import { request } from "./http";
import type { components } from "./schema";

type Schema = components["schemas"];

export type Fairness = Schema["Fairness"];
export type ReaderFairness = Schema["ReaderFairness"];

export const fairnessKeys = { of: (days: number) => ["fairness", days] as const };

export function getFairness(from: string, to: string): Promise<Fairness> {
  return request("GET", "/fairness", { query: { from, to } });
}
