import { notifications } from "@mantine/notifications";
import { useEffect, useEffectEvent, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
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
  key_images: [],
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
  const { t } = useTranslation("reporting");
  const refused = useEffectEvent(onRefused);
  const imagesRefused = useEffectEvent((problem: ApiProblem) =>
    notifications.show({
      color: "red",
      title: t("keyImages.refused"),
      message: problem.message,
    }),
  );
  const [session] = useState(
    () =>
      new DraftSession(report.draft ?? EMPTY, {
        save: (draft) => saveDraft(report.id, draft),
        keepCopy: (...copy) => draftCopies.keep(user.id, report.id, ...copy),
        clearCopy: () => draftCopies.clear(user.id, report.id),
        onRefused: (problem) => refused(problem),
        onKeyImagesRefused: (problem) => imagesRefused(problem),
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
