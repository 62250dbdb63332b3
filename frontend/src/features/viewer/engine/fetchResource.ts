import type { SessionGate } from "./sessionGate";

export type LoadProblem =
  | "network"
  | "timeout"
  | "forbidden"
  | "missing"
  | "server"
  | "undecodable"
  | "aborted";

/** Why an image or its description did not come; `status` is the HTTP status if there was one. */
export class LoadError extends Error {
  override readonly name = "LoadError";

  constructor(
    readonly problem: LoadProblem,
    readonly status: number | null = null,
  ) {
    super(status === null ? problem : `${problem} (HTTP ${status})`);
  }
}

export interface ResourceRequest {
  accept: string;
  priority: "high" | "auto" | "low";
  signal: AbortSignal;
}

const ATTEMPTS = 3;
const FIRST_PAUSE = 300;
/** A frame on a very thin line may be slow, a dead line should not hang for ever. */
const TIMEOUT = 120_000;
const WORTH_REPEATING = new Set([408, 425, 429, 502, 503, 504]);

/**
 * GETs one DICOMweb resource with the session cookie.
 *
 * Repeats what may pass by itself (three attempts, growing pauses) and waits at `gate` through a
 * sign-in. Raises `LoadError` otherwise.
 */
export async function fetchResource(
  url: string,
  request: ResourceRequest,
  gate: SessionGate,
): Promise<Response> {
  for (let attempt = 1; ; attempt += 1) {
    await gate.whenOpen();
    const outcome = await tryOnce(url, request);
    if (outcome instanceof Response && outcome.ok) return outcome;
    if (outcome instanceof Response && outcome.status === 401) {
      gate.close();
      attempt = 0;
      continue;
    }
    const error = outcome instanceof Response ? errorOf(outcome.status) : outcome;
    const passing =
      error.problem === "network" || (error.status !== null && WORTH_REPEATING.has(error.status));
    if (!passing || attempt >= ATTEMPTS) throw error;
    await pause(FIRST_PAUSE * 2 ** (attempt - 1), request.signal);
  }
}

async function tryOnce(url: string, request: ResourceRequest): Promise<Response | LoadError> {
  const deadline = AbortSignal.timeout(TIMEOUT);
  try {
    return await fetch(url, {
      headers: { Accept: request.accept },
      credentials: "same-origin",
      priority: request.priority,
      signal: AbortSignal.any([request.signal, deadline]),
    });
  } catch {
    if (request.signal.aborted) throw new LoadError("aborted");
    return new LoadError(deadline.aborted ? "timeout" : "network");
  }
}

function errorOf(status: number): LoadError {
  if (status === 403) return new LoadError("forbidden", status);
  if (status === 404 || status === 410) return new LoadError("missing", status);
  return new LoadError("server", status);
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(new LoadError("aborted"));
    });
  });
}
