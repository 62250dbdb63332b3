import { request } from "./http";
import type { components } from "./schema";
import type { Page } from "./types";

type Schema = components["schemas"];

/** How many waiting tasks publishing would route again, and how many it would leave alone. */
export type PublicationEffect = Schema["PublicationEffect"];
/** One pass over the open tasks after rules or service levels changed. */
export type Rerouting = Schema["Rerouting"];

export const reroutingKeys = {
  latest: ["reroutings", "latest"] as const,
  effect: ["reroutings", "effect"] as const,
};

export function getPublicationEffect(): Promise<PublicationEffect> {
  return request("GET", "/rule-sets/effect");
}

/** The latest pass; null where there never was one. */
export async function getLatestRerouting(): Promise<Rerouting | null> {
  const page = await request<Page<Rerouting>>("GET", "/reroutings", { query: { limit: 1 } });
  return page.results[0] ?? null;
}
