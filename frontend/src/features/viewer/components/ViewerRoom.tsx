import { Button } from "@mantine/core";
import {
  type RefObject,
  useCallback,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
  useState,
} from "react";
import { useTranslation } from "react-i18next";
import { LoadError } from "../engine";
import { type Hanging, hangStudy } from "../hooks/hangStudy";
import { useEngineState, type ViewerSession } from "../hooks/useEngine";
import { useFrameCalls } from "../hooks/useFrameCalls";
import { usePanes } from "../hooks/usePanes";
import { useViewerKeys } from "../hooks/useViewerKeys";
import { columnsOf, type HangingMatch, type Layout, rowsOf } from "../model/hangingTypes";
import type { MarkedFrame, Remeasured } from "../model/keyImages";
import { offerMeasurements } from "../model/measurements";
import type { ViewerCommand } from "../model/shortcuts";
import type { Stack } from "../model/types";
import { PaneProblem } from "./PaneProblem";
import styles from "./room.module.css";
import { SeriesStrip } from "./SeriesStrip";
import type { StudyViewerProps } from "./StudyViewer";
import { Toolbar } from "./Toolbar";
import { useViewerKeyHelp } from "./useCommandText";
import { ViewportPane } from "./ViewportPane";

const NO_KEY_IMAGES: readonly MarkedFrame[] = [];

type Props = StudyViewerProps & { session: ViewerSession; dicomWebRoot: string };

/** Toolbar, series strip and viewports around one running engine. */
export function ViewerRoom(props: Props) {
  const { session, studyInstanceUid, patient, priors, partSeries, dicomWebRoot } = props;
  const { keyImages = NO_KEY_IMAGES, onKeyImage, onMeasured } = props;
  const { engine, library } = session;
  const { t } = useTranslation("viewer");
  const panes = usePanes(studyInstanceUid);
  const { layout, assignments, active, setActive, hang, put, changeLayout } = panes;
  const touched = useRef(false);
  const { problem, hanging, retry } = useHanging(props, hang, touched);
  const grid = useResizing(engine);
  const { signedOut, softwareRendering } = useEngineState(engine);
  const activeStack = assignments[active]?.stack ?? null;

  useEffect(() => engine.activate(paneIdOf(active)), [engine, active]);
  useEffect(() => offerMeasurements(() => engine.measurements()), [engine]);
  const measured = useEffectEvent((change: Remeasured) => onMeasured?.(change));
  useEffect(() => {
    engine.onMeasured = (change) => measured(change);
  }, [engine]);

  const putByHand = useCallback(
    (pane: number, stack: Stack) => {
      touched.current = true;
      put(pane, stack);
    },
    [put],
  );
  const openInActive = useCallback((stack: Stack) => putByHand(active, stack), [putByHand, active]);
  const openById = useCallback(
    async (pane: number, stackId: string) => {
      const studies = [studyInstanceUid, ...priors.map((prior) => prior.studyInstanceUid)];
      const entry = studies
        .flatMap((uid) => library.study(uid).series)
        .find(({ series }) => series.seriesInstanceUid === stackId.split("#")[0]);
      const stacks = entry ? await library.describe(entry.series).catch(() => []) : [];
      const stack = stacks.find(({ id }) => id === stackId) ?? stacks[0];
      if (stack) putByHand(pane, stack);
    },
    [library, studyInstanceUid, priors, putByHand],
  );
  const describedStacks = useCallback(
    () => library.study(studyInstanceUid).series.flatMap(({ stacks }) => stacks ?? []),
    [library, studyInstanceUid],
  );
  const run = useCallback(
    (command: ViewerCommand) => {
      if (command.kind === "nextPane") setActive((active + 1) % assignments.length);
      else if (command.kind === "nextSeries" || command.kind === "previousSeries") {
        const step = command.kind === "nextSeries" ? 1 : -1;
        const next = neighbour(describedStacks(), activeStack, step);
        if (next) putByHand(active, next);
      } else if (command.kind === "keyImage") {
        const view = engine.frameView(paneIdOf(active));
        if (view) onKeyImage?.(view);
      } else engine.run(command, paneIdOf(active));
    },
    [
      engine,
      active,
      activeStack,
      assignments.length,
      setActive,
      putByHand,
      describedStacks,
      onKeyImage,
    ],
  );
  useFrameCalls(session, assignments, (pane, stack, start) => {
    touched.current = true;
    setActive(pane ?? active);
    if (pane === null) put(active, stack, start);
    else {
      engine.goTo(paneIdOf(pane), start.index);
      if (start.window) engine.setWindow(paneIdOf(pane), start.window);
    }
  });
  useViewerKeys(run);
  useViewerKeyHelp();
  const shownStackIds = useMemo(
    () => assignments.flatMap(({ stack }) => (stack ? [stack.id] : [])),
    [assignments],
  );

  return (
    <section
      className={styles.room}
      aria-label={t("region")}
      data-testid="viewer"
      data-ready={true}
      data-layout={layout}
      data-hanging={hanging?.rule.id ?? ""}
      data-hanging-passed={hanging?.passed.join(" ") ?? ""}
    >
      <Toolbar
        engine={engine}
        modality={activeStack?.series.modality ?? ""}
        layout={layout}
        onLayout={(next: Layout) => {
          touched.current = true;
          changeLayout(next, describedStacks());
        }}
        onCommand={run}
      />
      {signedOut && (
        <div className={styles.banner} role="alert" data-testid="signed-out">
          {t("problem.signedOut")}
          <Button size="compact-xs" variant="default" onClick={() => engine.resume()}>
            {t("problem.resume")}
          </Button>
        </div>
      )}
      {softwareRendering && (
        <div className={styles.banner} role="status">
          {t("problem.softwareRendering")}
        </div>
      )}
      <div className={styles.body}>
        <SeriesStrip
          session={session}
          dicomWebRoot={dicomWebRoot}
          studyInstanceUid={studyInstanceUid}
          priors={priors}
          partSeries={partSeries}
          keyImages={keyImages}
          shownStackIds={shownStackIds}
          onOpen={openInActive}
        />
        <div
          ref={grid}
          className={styles.grid}
          style={{
            gridTemplateRows: `repeat(${rowsOf(layout)}, minmax(0, 1fr))`,
            gridTemplateColumns: `repeat(${columnsOf(layout)}, minmax(0, 1fr))`,
          }}
        >
          {assignments.map((assignment, index) => (
            <ViewportPane
              key={paneIdOf(index)}
              engine={engine}
              paneId={paneIdOf(index)}
              number={index + 1}
              assignment={assignment}
              patient={patient}
              keyImages={keyImages}
              active={index === active}
              onActivate={() => setActive(index)}
              onDropStack={(_, stackId) => {
                setActive(index);
                void openById(index, stackId);
              }}
            />
          ))}
          {problem && <PaneProblem problem={problem} onRetry={retry} />}
        </div>
      </div>
    </section>
  );
}

function paneIdOf(index: number): string {
  return `pane-${index}`;
}

function neighbour(stacks: readonly Stack[], current: Stack | null, step: number): Stack | null {
  const index = stacks.findIndex(({ id }) => id === current?.id);
  return stacks[index + step] ?? null;
}

/**
 * Hangs the study, then describes and loads the rest of it behind what is on screen.
 *
 * Priors that become known later hang it anew, unless the person has arranged it by hand (`touched`).
 */
function useHanging(
  { session: { engine, library }, studyInstanceUid, priors, partSeries }: Props,
  hang: ReturnType<typeof usePanes>["hang"],
  touched: RefObject<boolean>,
) {
  const [problem, setProblem] = useState<{ kind: LoadError["problem"]; status: number | null }>();
  const [hanging, setHanging] = useState<HangingMatch>();
  const [attempt, setAttempt] = useState(0);
  const knownPriors = useRef(priors);
  knownPriors.current = priors;
  const part = useRef(partSeries);
  part.current = partSeries;
  const priorKey = priors.map((prior) => prior.studyInstanceUid).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` and `priorKey` ask for another try.
  useEffect(() => {
    if (touched.current) return undefined;
    let current = true;
    const apply = ({ matches, stacks }: Hanging) => {
      const best = matches[0];
      if (!current || !best || touched.current) return;
      hang(best.rule.layout, stacks, best.rule.autoplay);
      setHanging(best);
    };
    const start = async () => {
      const known = knownPriors.current;
      apply(await hangStudy(library, studyInstanceUid, known, part.current, apply));
      engine.loadInBackground(await library.describeAll(studyInstanceUid));
    };
    start().catch((error: unknown) => {
      if (!current) return;
      const kind = error instanceof LoadError ? error.problem : "network";
      setProblem({ kind, status: error instanceof LoadError ? error.status : null });
    });
    return () => {
      current = false;
    };
  }, [engine, library, studyInstanceUid, hang, touched, attempt, priorKey]);
  const retry = () => {
    setProblem(undefined);
    setAttempt((count) => count + 1);
  };
  return { problem, hanging, retry };
}

/** Follows the size of the viewports; drawing is resized once a frame at most. */
function useResizing(engine: ViewerSession["engine"]) {
  const grid = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let scheduled = 0;
    const observer = new ResizeObserver(() => {
      cancelAnimationFrame(scheduled);
      scheduled = requestAnimationFrame(() => engine.resize());
    });
    const element = grid.current;
    if (element) observer.observe(element);
    for (const pane of element?.children ?? []) observer.observe(pane);
    return () => {
      cancelAnimationFrame(scheduled);
      observer.disconnect();
    };
  });
  return grid;
}
