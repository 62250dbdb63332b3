import { Button, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { getReadingTask, listPriors, readingTaskKeys } from "@/api/readingTasks";
import type { ReadingTask } from "@/api/types";
import { useCan } from "@/lib/currentSession";
import { formatDate, formatMoment } from "@/lib/dates";
import { displayName } from "@/lib/patientName";
import { studyTitle } from "@/lib/studyTitle";
import { KeyHint } from "@/ui/feedback";
import { PriorityChange } from "./PriorityChange";
import styles from "./worklist.module.css";

interface Props {
  task: ReadingTask | null;
  onOpen: (task: ReadingTask) => void;
  onClaim: (task: ReadingTask) => void;
  onRelease: (task: ReadingTask) => void;
}

/** The selected study beside the list: who, what, when, what came before, what happened. */
export function TaskDetail({ task, onOpen, onClaim, onRelease }: Props) {
  const { t } = useTranslation("worklist");
  const mayClaim = useCan("worklist.claim");
  const mayChange = useCan("worklist.manage");
  if (!task) {
    return (
      <aside className={styles.detail} aria-label={t("detail.label")}>
        <p className={styles.hint}>{t("detail.none")}</p>
      </aside>
    );
  }
  const isOpen = task.state === "SCHEDULED" || task.state === "IN_PROGRESS";
  const free = task.claim === null && task.state === "SCHEDULED" && mayClaim;

  return (
    <aside className={styles.detail} aria-label={t("detail.label")}>
      <header className={styles.detailHead}>
        <h2>{displayName(task.patient.name)}</h2>
        <p>{studyTitle(task.study)}</p>
        <Group gap="xs">
          <Button
            size="compact-sm"
            onClick={() => onOpen(task)}
            rightSection={<KeyHint>Enter</KeyHint>}
          >
            {t(free ? "detail.claimAndOpen" : task.claim?.mine ? "detail.open" : "detail.view")}
          </Button>
          {free ? (
            <Button size="compact-sm" variant="default" onClick={() => onClaim(task)}>
              {t("detail.claim")}
            </Button>
          ) : null}
          {task.claim?.mine ? (
            <Button size="compact-sm" variant="default" onClick={() => onRelease(task)}>
              {t("detail.release")}
            </Button>
          ) : null}
          {mayChange && isOpen ? <PriorityChange key={task.id} task={task} /> : null}
        </Group>
      </header>
      <Facts task={task} />
      <Priors task={task} />
      <History taskId={task.id} />
    </aside>
  );
}

function Facts({ task }: { task: ReadingTask }) {
  const { t } = useTranslation(["worklist", "common"]);
  const { patient, study, site } = task;
  const images = t("imagesOf", { images: study.instance_count, series: study.series_count });
  const facts: [string, string][] = [
    [t("detail.patientId"), patient.patient_id],
    [t("detail.birthDate"), formatDate(patient.birth_date)],
    [t("detail.sex"), patient.sex],
    [t("detail.accession"), study.accession_number],
    [t("detail.bodyPart"), study.body_part],
    [t("detail.images"), images],
    [t("detail.site"), site.name],
    [t("detail.studyAt"), formatMoment(study.study_at, site.time_zone)],
    [t("detail.receivedAt"), formatMoment(task.received_at)],
    [t("detail.dueAt"), formatMoment(task.due_at)],
  ];
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <div key={name} style={{ display: "contents" }}>
          <dt>{name}</dt>
          <dd>{value || t("common:notGiven")}</dd>
        </div>
      ))}
    </dl>
  );
}

function Priors({ task }: { task: ReadingTask }) {
  const { t } = useTranslation("worklist");
  const priors = useQuery({
    queryKey: readingTaskKeys.priors(task.id),
    queryFn: () => listPriors(task.id),
    enabled: task.prior_count > 0,
    staleTime: 60_000,
  });
  return (
    <section className={styles.section}>
      <h3>
        {t("detail.priors")} ({task.prior_count})
      </h3>
      {task.prior_count === 0 ? t("detail.noPriors") : null}
      <ul>
        {priors.data?.map(({ study, report }) => (
          <li key={study.id}>
            {studyTitle(study)}
            <small>
              {formatMoment(study.study_at, task.site.time_zone)}
              {report === null ? ` · ${t("detail.noReport")}` : ""}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}

function History({ taskId }: { taskId: string }) {
  const { t } = useTranslation("worklist");
  const detail = useQuery({
    queryKey: readingTaskKeys.detail(taskId),
    queryFn: () => getReadingTask(taskId),
    staleTime: 10_000,
  });
  return (
    <section className={styles.section}>
      <h3>{t("detail.history")}</h3>
      <ol>
        {detail.data?.history.map((entry) => (
          <li key={`${entry.at}-${entry.kind}`}>
            {t(`historyKind.${entry.kind}`, { defaultValue: entry.kind.replaceAll("_", " ") })}
            {entry.actor_name ? ` ${t("history.by", { name: entry.actor_name })}` : ""}
            {entry.detail ? `: ${entry.detail}` : ""}
            <small>{formatMoment(entry.at)}</small>
          </li>
        ))}
      </ol>
    </section>
  );
}
