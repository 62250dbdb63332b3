import { Center, Loader } from "@mantine/core";
import type { ReactNode } from "react";
import { ApiProblem } from "@/api/problem";
import type { Session } from "@/api/types";
import { CurrentSession } from "@/lib/currentSession";
import { FailureState } from "@/ui/feedback";
import { useIdleLock } from "../hooks/useIdleLock";
import { useOneSessionPerBrowser } from "../hooks/useOneSessionPerBrowser";
import { useSessionActions, useSessionQuery } from "../hooks/useSessionQuery";
import { LoginPage } from "./LoginPage";
import { ReLoginDialog } from "./ReLoginDialog";

/** Shows its children within a session; without one, the log-in at the same address. */
export function SessionGate({ children }: { children: ReactNode }) {
  const session = useSessionQuery();
  const { begin } = useSessionActions();

  if (session.data) return <WithinSession session={session.data}>{children}</WithinSession>;
  if (session.isPending) {
    return (
      <Center h="100%">
        <Loader size="sm" />
      </Center>
    );
  }
  if (session.error instanceof ApiProblem && session.error.status === 401) {
    return <LoginPage onBegin={begin} />;
  }
  return <FailureState error={session.error} onRetry={() => void session.refetch()} />;
}

function WithinSession({ session, children }: { session: Session; children: ReactNode }) {
  useOneSessionPerBrowser(session);
  useIdleLock(session.idle_timeout_seconds);
  return (
    <CurrentSession value={session}>
      {children}
      <ReLoginDialog session={session} />
    </CurrentSession>
  );
}
