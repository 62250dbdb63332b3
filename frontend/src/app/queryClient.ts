import { QueryClient } from "@tanstack/react-query";
import { ApiProblem } from "@/api/problem";

const RETRIES = 2;

/** A refusal stays a refusal; only silence and server faults are worth asking again. */
function isWorthRetrying(failures: number, error: Error): boolean {
  if (error instanceof ApiProblem && error.status < 500) return false;
  return failures < RETRIES;
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { retry: isWorthRetrying, staleTime: 5_000 },
    mutations: { retry: false },
  },
});
