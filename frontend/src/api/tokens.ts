import { request } from "./http";
import type { ApiToken, IssuedApiToken, NewApiToken, Page } from "./types";

export const tokenKeys = { all: ["api-tokens"] as const };

export async function listTokens(): Promise<ApiToken[]> {
  const page = await request<Page<ApiToken>>("GET", "/api-tokens", { query: { limit: 200 } });
  return page.results;
}

export function issueToken(wish: NewApiToken): Promise<IssuedApiToken> {
  return request("POST", "/api-tokens", { body: wish });
}

export function revokeToken(id: string): Promise<void> {
  return request("DELETE", `/api-tokens/${id}`);
}
