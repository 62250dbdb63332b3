import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { type EngineState, type PaneState, type StackProgress, ViewerEngine } from "../engine";
import { StudyLibrary } from "./studyLibrary";

export interface ViewerSession {
  engine: ViewerEngine;
  library: StudyLibrary;
}

/** One engine for as long as the component lives; null before it runs, "unsupported" if it cannot. */
export function useViewerSession(
  dicomWebRoot: string,
  onUnauthenticated: () => void | Promise<void>,
): ViewerSession | null | "unsupported" {
  const { t } = useTranslation("viewer");
  const [session, setSession] = useState<ViewerSession | null | "unsupported">(null);
  const signOut = useRef(onUnauthenticated);
  signOut.current = onUnauthenticated;
  const uncalibrated = t("measurement.uncalibrated");
  const detector = t("measurement.detector");
  useEffect(() => {
    let engine: ViewerEngine;
    try {
      engine = new ViewerEngine({
        dicomWebRoot,
        words: { uncalibrated, detector },
        onUnauthenticated: () => signOut.current(),
      });
    } catch {
      setSession("unsupported");
      return undefined;
    }
    const library = new StudyLibrary(engine.client);
    setSession({ engine, library });
    return () => {
      library.close();
      engine.destroy();
      setSession(null);
    };
  }, [dicomWebRoot, uncalibrated, detector]);
  return session;
}

export function usePaneState(engine: ViewerEngine, paneId: string): PaneState {
  return useSyncExternalStore(
    (listener) => engine.subscribe(paneId, listener),
    () => engine.paneState(paneId),
  );
}

export function useEngineState(engine: ViewerEngine): EngineState {
  return useSyncExternalStore(
    (listener) => engine.subscribe(null, listener),
    () => engine.engineState(),
  );
}

export function useProgress(engine: ViewerEngine, stackId: string | null): StackProgress {
  return useSyncExternalStore(
    (listener) => (stackId ? engine.subscribe(stackId, listener) : () => undefined),
    () => engine.progress(stackId ?? ""),
  );
}

export function useStudy(library: StudyLibrary, studyInstanceUid: string) {
  return useSyncExternalStore(library.subscribe, () => library.study(studyInstanceUid));
}
