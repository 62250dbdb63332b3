import { authGate } from "./authGate";
import { ApiProblem, NoAnswer, type ProblemBody } from "./problem";

export type QueryValue = string | number | boolean | readonly string[] | null | undefined;

export interface RequestOptions {
  query?: Record<string, QueryValue>;
  body?: unknown;
  /** Sent instead of `body`: a form that carries a file. */
  form?: FormData;
  signal?: AbortSignal;
  /** False for the session calls themselves, which must see their own 401. */
  waitForLogin?: boolean;
}

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

const TIME_LIMIT_MS = 20_000;
/** A file of a few megabytes takes its time on a thin line. */
const FORM_TIME_LIMIT_MS = 180_000;

/** Multi-valued parameters are comma separated; empty ones are left out. */
export function queryString(query: Record<string, QueryValue> = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === "" || value === false) continue;
    const text = Array.isArray(value) ? value.join(",") : String(value);
    if (text !== "") parameters.set(name, text);
  }
  const text = parameters.toString();
  return text === "" ? "" : `?${text}`;
}

export function csrfToken(): string {
  const entry = document.cookie.split("; ").find((cookie) => cookie.startsWith("csrftoken="));
  return entry ? decodeURIComponent(entry.slice("csrftoken=".length)) : "";
}

async function send(method: Method, path: string, options: RequestOptions): Promise<Response> {
  const headers: Record<string, string> = { Accept: "application/json" };
  if (options.body !== undefined) headers["Content-Type"] = "application/json";
  if (method !== "GET") headers["X-CSRFToken"] = csrfToken();
  const limit = AbortSignal.timeout(options.form ? FORM_TIME_LIMIT_MS : TIME_LIMIT_MS);
  try {
    return await fetch(`/api/v1${path}${queryString(options.query)}`, {
      method,
      headers,
      credentials: "same-origin",
      signal: options.signal ? AbortSignal.any([options.signal, limit]) : limit,
      ...(options.form ? { body: options.form } : {}),
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new NoAnswer(error);
  }
}

async function problemFrom(response: Response): Promise<ApiProblem> {
  let body: ProblemBody = {};
  try {
    body = (await response.json()) as ProblemBody;
  } catch {
    // A proxy's HTML error page carries no problem; the status alone is used.
  }
  return new ApiProblem(response.status, body);
}

/**
 * Sends one request to the REST interface and returns its JSON body (undefined for 204).
 *
 * Throws `ApiProblem` for a refusal and `NoAnswer` when nothing came back. When the session has
 * ended it waits for the new log-in and sends the request again, unless told otherwise.
 */
export async function request<Body>(
  method: Method,
  path: string,
  options: RequestOptions = {},
): Promise<Body> {
  const waits = options.waitForLogin ?? true;
  for (;;) {
    if (waits) await authGate.passage();
    const response = await send(method, path, options);
    if (response.status === 204) return undefined as Body;
    if (response.ok) return (await response.json()) as Body;
    const problem = await problemFrom(response);
    if (!waits || problem.code !== "not_authenticated") throw problem;
    authGate.close();
  }
}
