import { useTranslation } from "react-i18next";
import type { ReadingTask, Study } from "@/api/types";
import { ageAt, formatMoment, formatMomentShort } from "@/lib/dates";
import { displayName } from "@/lib/patientName";
import { formatAge } from "@/lib/timeLeft";
import { useNow } from "@/lib/useNow";
import { Modalities } from "@/ui/Modalities";
import { Tag } from "@/ui/Tag";
import styles from "./table.module.css";

export function PatientCell({ task }: { task: ReadingTask }) {
  const { patient, study } = task;
  const age = ageAt(patient.birth_date, new Date(study.study_at ?? task.received_at));
  const name = displayName(patient.name);
  return (
    <span className={styles.pair} title={name}>
      <span className={styles.name}>{name}</span>
      <span className={styles.soft}>{[patient.sex, age].filter(Boolean).join(" ")}</span>
    </span>
  );
}

export function StudyCell({ study }: { study: Study }) {
  const { t } = useTranslation("worklist");
  return (
    <span className={styles.pair} title={study.description}>
      <Modalities className={styles.modality ?? ""} codes={study.modalities} />
      <span className={styles.name}>
        {study.description || study.body_part || t("noDescription")}
      </span>
    </span>
  );
}

export function ImagesCell({ study }: { study: Study }) {
  const { t } = useTranslation("worklist");
  const text = t("imagesOf", { images: study.instance_count, series: study.series_count });
  return (
    <span title={text}>
      {study.instance_count}
      <span className={styles.soft}> / {study.series_count}</span>
    </span>
  );
}

export function Elapsed({ since }: { since: string }) {
  const now = useNow("half-minute");
  return <span title={formatMoment(since)}>{formatAge(now - Date.parse(since))}</span>;
}

/** How long ago it was signed. */
export function SignedCell({ at }: { at: string }) {
  const { t } = useTranslation("worklist");
  const now = useNow("half-minute");
  return (
    <span title={formatMoment(at)}>{t("signedAgo", { age: formatAge(now - Date.parse(at)) })}</span>
  );
}

export function StudyTimeCell({ task }: { task: ReadingTask }) {
  const { study_at } = task.study;
  return (
    <span className={styles.soft} title={formatMoment(study_at, task.site.time_zone)}>
      {formatMomentShort(study_at, task.site.time_zone)}
    </span>
  );
}

/** Text that may be longer than its column; the pointer shows all of it. */
export function Plain({ text }: { text: string }) {
  return <span title={text}>{text}</span>;
}

export function KindCell({ group }: { group: string }) {
  const { t } = useTranslation("engine");
  return <Plain text={group === "" ? "–" : t(`skill.${group}`, { defaultValue: group })} />;
}

export function ReadTypeCell({ readType }: { readType: string }) {
  const { t } = useTranslation("engine");
  return <Plain text={t(`readType.${readType}`, { defaultValue: readType })} />;
}

export function WorkCell({ task }: { task: ReadingTask }) {
  const { t } = useTranslation("worklist");
  if (task.minutes <= 0) return <span className={styles.soft}>–</span>;
  return (
    <span title={t("workHint", { minutes: Math.round(task.minutes), rvu: task.rvu })}>
      {t("work", { minutes: Math.round(task.minutes) })}
    </span>
  );
}

/** Who has the study, or how far it is. */
export function HolderCell({ task }: { task: ReadingTask }) {
  const { t } = useTranslation("worklist");
  if (task.claim?.mine) {
    return (
      <Tag tone="accent" shape="▸">
        {t(task.report?.has_draft ? "mineWithDraft" : "mine")}
      </Tag>
    );
  }
  if (task.claim) {
    return (
      <span className={styles.name} title={t("claim.heldBy", { holder: task.claim.reader.name })}>
        <span aria-hidden>◉ </span>
        {task.claim.reader.name}
      </span>
    );
  }
  if (task.state === "COMPLETED")
    return (
      <Tag tone="good" shape="✓">
        {t("signed")}
      </Tag>
    );
  if (task.state === "CANCELED") return <Tag shape="✕">{t("canceled")}</Tag>;
  if (task.report?.state === "preliminary") return <Tag shape="◐">{t("preliminary")}</Tag>;
  return (
    <span className={styles.soft}>{t(task.report?.has_draft ? "freeWithDraft" : "free")}</span>
  );
}
