import { useMediaQuery } from "@mantine/hooks";
import { IconArrowLeft } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Group, Panel, Separator, useDefaultLayout } from "react-resizable-panels";
import { authGate } from "@/api/authGate";
import type { Prior, ReadingTaskDetail } from "@/api/types";
import { BilledAsMark, useBilledAs } from "@/features/billing";
import { CriticalMark } from "@/features/critical-results";
import { DictationBar } from "@/features/dictation";
import { AnsweredFollowUps } from "@/features/follow-up";
import { InFlowBar } from "@/features/peer-review";
import {
  CareRefusal,
  ClaimBanner,
  GiveBack,
  IdentityBanner,
  PriorStatus,
  PriorsList,
  ReadTogether,
  useClaimLease,
  useReadingTask,
} from "@/features/reading";
import { copyIntoDraft, openText, ReportPanel, useOpenKeyImages } from "@/features/reporting";
import { measurementsOnScreen, StudyViewer } from "@/features/viewer";
import { useCan } from "@/lib/currentSession";
import { formatMoment } from "@/lib/dates";
import { studyTitle } from "@/lib/studyTitle";
import { useHotkeys } from "@/lib/useHotkeys";
import { EmptyState, FailureState } from "@/ui/feedback";
import { useKeyHelp } from "@/ui/useKeyHelp";
import { showKeyImage, toKeyImage, toMarkedFrames, toRemeasured } from "./keyImageBridge";
import styles from "./readingRoom.module.css";

const NO_PRIORS: Prior[] = [];

/** One study: its images, its priors and its report. */
export function ReadingRoom({ taskId }: { taskId: string }) {
  const { t } = useTranslation("reading");
  const { task, priors, claim, refetchTask } = useReadingTask(taskId);

  if (task.isPending) return <EmptyState title={t("loading")} />;
  if (task.error) return <FailureState error={task.error} onRetry={() => void task.refetch()} />;
  return (
    <OpenStudy
      task={task.data}
      priors={priors.data ?? NO_PRIORS}
      claiming={claim.isPending}
      onClaim={() => claim.mutate()}
      onChanged={refetchTask}
    />
  );
}

interface OpenStudyProps {
  task: ReadingTaskDetail;
  priors: Prior[];
  claiming: boolean;
  onClaim: () => void;
  onChanged: () => void;
}

function OpenStudy({ task, priors, claiming, onClaim, onChanged }: OpenStudyProps) {
  const { t } = useTranslation("reading");
  const navigate = useNavigate();
  const narrow = useMediaQuery("(max-width: 60rem)");
  const lease = useClaimLease(task.id, task.claim);
  const held = lease.phase === "held" || lease.phase === "warning";
  const [wasHeld, setWasHeld] = useState(held);
  const billedAs = useBilledAs(task.study.id, useCan("report.sign"));
  const [openings, setOpenings] = useState(0);
  const toWorklist = () => void navigate({ to: "/worklist" });
  const columns = useDefaultLayout({
    id: "teleread.reading.columns",
    panelIds: ["images", "text"],
  });
  const rows = useDefaultLayout({
    id: "teleread.reading.rows",
    panelIds: priors.length > 0 ? ["report", "priors"] : ["report"],
  });

  useEffect(() => {
    if (held) setWasHeld(true);
    if (lease.phase === "lost") onChanged();
  }, [held, lease.phase, onChanged]);

  useReadingKeys();
  const { images: keyImages, toggle: toggleKeyImage, remeasure } = useOpenKeyImages();
  const markedFrames = useMemo(() => toMarkedFrames(keyImages), [keyImages]);
  const priorsList = (
    <PriorsList
      priors={priors}
      task={task}
      status={<PriorStatus task={task} />}
      {...(held ? { onCopy: copyIntoDraft, renderBelowReport: askInPassing } : {})}
    >
      <AnsweredFollowUps studyId={task.study.id} />
    </PriorsList>
  );
  const shownPriors = useMemo(() => priors.map((prior) => labelPrior(prior, task)), [priors, task]);

  return (
    <div className={styles.room}>
      <title>{t("documentTitle")}</title>
      <IdentityBanner task={task}>
        <BilledAsMark billedAs={billedAs} />
        <CriticalMark task={task} />
        {held ? <GiveBack taskId={task.id} onGiven={toWorklist} /> : null}
        <button type="button" className={styles.back} onClick={toWorklist}>
          <IconArrowLeft size={15} /> {t("back")}
        </button>
      </IdentityBanner>
      <ClaimBanner task={task} lease={lease} claiming={claiming} onClaim={onClaim} />
      <ReadTogether
        task={task}
        held={held}
        onShow={(taskId) => void navigate({ to: "/read/$taskId", params: { taskId } })}
      />
      <Group
        id="teleread.reading.columns"
        className={styles.panels}
        orientation={narrow ? "vertical" : "horizontal"}
        defaultLayout={columns.defaultLayout}
        onLayoutChanged={columns.onLayoutChanged}
      >
        <Panel id="images" defaultSize="68" minSize="25" className={styles.images}>
          <StudyViewer
            // Emergency access opens images that were refused: they are asked for anew.
            key={openings}
            studyInstanceUid={task.study.study_instance_uid}
            patient={{
              name: task.patient.name,
              patientId: task.patient.patient_id,
              birthDate: task.patient.birth_date,
              sex: task.patient.sex,
            }}
            priors={shownPriors}
            partSeries={task.part_series}
            keyImages={markedFrames}
            onKeyImage={(view) => toggleKeyImage(toKeyImage(view, task.study.study_instance_uid))}
            onMeasured={(change) => remeasure(toRemeasured(change))}
            onUnauthenticated={waitForLogin}
          />
        </Panel>
        <Separator className={styles.separator} />
        <Panel id="text" defaultSize="32" minSize="18" className={styles.text}>
          <Group
            id="teleread.reading.rows"
            className={styles.panels}
            orientation="vertical"
            defaultLayout={rows.defaultLayout}
            onLayoutChanged={rows.onLayoutChanged}
          >
            <Panel id="report" defaultSize="80" minSize="30">
              <ReportPanel
                task={task}
                shownStudyUid={task.study.study_instance_uid}
                measurements={measurementsOnScreen}
                onShowFrame={showKeyImage}
                claimed={held}
                wasClaimed={wasHeld}
                onRefused={lease.markLost}
                onSigned={() => {
                  billedAs.signed();
                  onChanged();
                }}
                onNext={toWorklist}
                dictation={(reportId, writable) => (
                  <DictationBar reportId={reportId} writable={writable} text={openText} />
                )}
                renderRefusal={(error, retry) => (
                  <CareRefusal
                    error={error}
                    patient={task.patient}
                    onRetry={retry}
                    onOpened={() => setOpenings((count) => count + 1)}
                  />
                )}
              />
            </Panel>
            {priors.length > 0 ? (
              <>
                <Separator className={styles.separatorFlat} />
                <Panel id="priors" defaultSize="20" minSize="8" collapsible>
                  {priorsList}
                </Panel>
              </>
            ) : null}
          </Group>
          {priors.length === 0 ? priorsList : null}
        </Panel>
      </Group>
    </div>
  );
}

/** The prior that is open may be one to score. */
function askInPassing(reportId: string) {
  return <InFlowBar reportId={reportId} />;
}

/** Images wait at the same gate as every other request once the session has ended. */
function waitForLogin(): Promise<void> {
  authGate.close();
  return authGate.passage();
}

function labelPrior({ study }: Prior, task: ReadingTaskDetail) {
  const moment = formatMoment(study.study_at, task.site.time_zone);
  return {
    studyInstanceUid: study.study_instance_uid,
    label: [studyTitle(study), moment].filter(Boolean).join(" · "),
    studyAt: study.study_at,
    modalities: study.modalities,
    bodyPart: study.body_part,
  };
}

function useReadingKeys(): void {
  const { t } = useTranslation("reading");
  useHotkeys({
    escape: () => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    },
  });
  const help = useMemo(
    () => ({
      title: t("keys.title"),
      keys: [["Esc", t("keys.images")]] as const,
    }),
    [t],
  );
  useKeyHelp(help);
}
