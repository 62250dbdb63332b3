import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ReadingTask } from "@/api/types";
import { ageAt, formatDate, formatMoment } from "@/lib/dates";
import { imageModalities } from "@/lib/imageModalities";
import { displayName } from "@/lib/patientName";
import { PriorityMark } from "@/ui/PriorityMark";
import { Tag } from "@/ui/Tag";
import { TimeLeftMark } from "@/ui/TimeLeftMark";
import styles from "./reading.module.css";

/** Whose images and report are on screen; never scrolled away, never cut short. */
export function IdentityBanner({ task, children }: { task: ReadingTask; children: ReactNode }) {
  const { t } = useTranslation(["reading", "common"]);
  const { patient, study, site } = task;
  const age = ageAt(patient.birth_date, new Date(study.study_at ?? task.received_at));
  const born = formatDate(patient.birth_date);
  return (
    <section className={styles.banner} aria-label={t("identity.label")} data-patient={patient.id}>
      <PriorityMark priority={task.priority} />
      <h1 className={styles.name}>{displayName(patient.name)}</h1>
      <Fact name={t("identity.id")}>{patient.patient_id}</Fact>
      <Fact name={t("identity.born")}>
        {[born || t("common:notGiven"), age && `(${age})`, patient.sex].filter(Boolean).join(" ")}
      </Fact>
      <Fact name={t("identity.accession")}>{study.accession_number || t("common:notGiven")}</Fact>
      <Fact name={imageModalities(study.modalities).join("/")}>
        {study.description || study.body_part}
      </Fact>
      <Fact name={site.name}>{formatMoment(study.study_at, site.time_zone)}</Fact>
      <Fact name={t("identity.due")}>
        <TimeLeftMark
          dueAt={task.due_at}
          done={task.state === "COMPLETED"}
          stoppedAt={task.hold?.since ?? null}
        />
      </Fact>
      {task.part === "" ? null : (
        <Tag tone="accent" shape="◫" title={t("identity.partHint")}>
          {t("identity.part", { part: task.part })}
        </Tag>
      )}
      <div className={styles.actions}>{children}</div>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <span className={styles.fact}>
      <span>{name}</span>
      <span>{children}</span>
    </span>
  );
}
