import { csrfToken, request } from "./http";
import type { LogIn, Session } from "./types";

const quiet = { waitForLogin: false } as const;

export function getSession(): Promise<Session> {
  return request("GET", "/session", quiet);
}

/** Logs in. Fetches the CSRF cookie first when it has run out, as after a long lock. */
export async function logIn(credentials: LogIn): Promise<Session> {
  if (csrfToken() === "") await getSession().catch(() => undefined);
  return request("POST", "/session", { ...quiet, body: credentials });
}

export function logOut(): Promise<void> {
  return request("DELETE", "/session", quiet);
}

export function switchTenant(slug: string): Promise<Session> {
  return request("PUT", "/session/tenant", { body: { tenant: slug } });
}
