import { useEffect, useEffectEvent, useState, useSyncExternalStore } from "react";
import type { ApiProblem } from "@/api/problem";
import { saveDraft } from "@/api/reports";
import type { Draft, Report } from "@/api/types";
import { useSession } from "@/lib/currentSession";
import { draftCopies } from "../model/draftCopy";
import { DraftSession } from "../model/draftSession";

const EMPTY: Draft = {
  revision: 0,
  sections: [],
  copied: [],
  saved_at: "",
  saved_by: { id: "", name: "" },
};

/**
 * The draft of one report while its editor is shown. Render the editor with the report's id as
 * its key. `editable` false stops saving; what was typed stays.
 */
export function useDraft(
  report: Report,
  editable: boolean,
  onRefused: (problem: ApiProblem) => void,
) {
  const { user } = useSession();
  const refused = useEffectEvent(onRefused);
  const [session] = useState(
    () =>
      new DraftSession(report.draft ?? EMPTY, {
        save: (draft) => saveDraft(report.id, draft),
        keepCopy: (revision, sections) => draftCopies.keep(user.id, report.id, revision, sections),
        clearCopy: () => draftCopies.clear(user.id, report.id),
        onRefused: (problem) => refused(problem),
      }),
  );
  const state = useSyncExternalStore(session.subscribe, session.snapshot);

  useEffect(() => {
    const copy = draftCopies.find(user.id, report.id);
    if (copy) session.dispatch({ type: "local-copy-found", ...copy });
    const flush = () => void session.flush();
    window.addEventListener("pagehide", flush);
    return () => {
      window.removeEventListener("pagehide", flush);
      session.close();
    };
  }, [session, user.id, report.id]);

  useEffect(() => session.enable(editable), [session, editable]);

  return { session, state };
}
