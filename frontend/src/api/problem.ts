/** An RFC 9457 problem as the back end sends it, with our stable `code` and its extra members. */
export interface ProblemBody {
  title?: string;
  detail?: string;
  status?: number;
  code?: string;
  [extra: string]: unknown;
}

/** The request was answered, but with a refusal. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly body: ProblemBody;

  constructor(status: number, body: ProblemBody) {
    super(body.detail ?? body.title ?? `HTTP ${status}`);
    this.name = "ApiProblem";
    this.status = status;
    this.code = body.code ?? `http_${status}`;
    this.body = body;
  }
}

/** The request got no answer at all: no network, a restart, or the time limit. */
export class NoAnswer extends Error {
  constructor(cause: unknown) {
    super("The server did not answer", { cause });
    this.name = "NoAnswer";
  }
}

export function hasCode(error: unknown, code: string): error is ApiProblem {
  return error instanceof ApiProblem && error.code === code;
}

/** What the refusal says went wrong, or null when there is nothing fit to show. */
export function problemDetail(error: unknown): string | null {
  return error instanceof ApiProblem ? (error.body.detail ?? error.body.title ?? null) : null;
}

/** The name of the person a refusal speaks of, such as the holder of a claim. */
export function personIn(problem: ApiProblem, member: string): string | null {
  const person = problem.body[member];
  if (typeof person !== "object" || person === null || !("name" in person)) return null;
  return typeof person.name === "string" ? person.name : null;
}
