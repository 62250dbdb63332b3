import { useTranslation } from "react-i18next";
import type { ReadingTask } from "@/api/types";
import { formatDate, formatMoment } from "@/lib/dates";
import { displayName } from "@/lib/patientName";
import { useEngineWords } from "@/lib/useEngineWords";
import styles from "./panel.module.css";

type Facts = readonly (readonly [name: string, value: string])[];

/** Who, what, why asked, where it waits. */
export function DetailsTab({ task }: { task: ReadingTask }) {
  const { t } = useTranslation(["worklist", "engine", "common"]);
  const words = useEngineWords();
  const { patient, study, site, hold, assigned } = task;
  const reason = hold ? words.hold(hold.code) : "";
  const needs = task.needs.map(({ skill, level }) =>
    t("badge.needsHint", {
      value: t(`engine:skill.${skill}`, { defaultValue: skill }),
      level: t(`engine:level.${level}`, { defaultValue: String(level) }),
    }),
  );

  return (
    <>
      <FactList
        title={t("detail.order")}
        facts={[
          [t("detail.indication"), task.indication],
          [
            t("detail.patientClass"),
            t(`engine:patientClass.${task.patient_class}`, { defaultValue: task.patient_class }),
          ],
          [t("detail.referring"), displayName(study.referring_physician)],
          [t("detail.accession"), study.accession_number],
          [t("detail.site"), site.name],
        ]}
      />
      <FactList
        title={t("detail.waiting")}
        facts={[
          ...(hold
            ? [
                [
                  t("detail.hold"),
                  [
                    t("detail.holdBy", { reason, moment: formatMoment(hold.since) }),
                    hold.by?.name,
                    hold.reason,
                  ]
                    .filter(Boolean)
                    .join(" · "),
                ] as const,
              ]
            : []),
          [t("detail.dueAt"), formatMoment(task.due_at)],
          [t("detail.pool"), task.pool?.name ?? t("why.anybody")],
          ...(assigned
            ? [
                [
                  t("detail.assigned"),
                  assigned.until
                    ? t("detail.assignedUntil", {
                        name: assigned.reader.name,
                        moment: formatMoment(assigned.until),
                      })
                    : assigned.reader.name,
                ] as const,
              ]
            : []),
          [
            t("detail.pathway"),
            t(`engine:pathway.${task.pathway}`, { defaultValue: task.pathway }),
          ],
          [
            t("detail.readType"),
            t(`engine:readType.${task.read_type}`, { defaultValue: task.read_type }),
          ],
          ...(needs.length > 0 ? [[t("detail.needs"), needs.join(", ")] as const] : []),
          ...(task.minutes > 0
            ? [
                [
                  t("detail.work"),
                  t("workHint", { minutes: Math.round(task.minutes), rvu: task.rvu }),
                ] as const,
              ]
            : []),
        ]}
      />
      <FactList
        title={t("detail.study")}
        facts={[
          [t("detail.patientId"), patient.patient_id],
          [t("detail.birthDate"), formatDate(patient.birth_date)],
          [t("detail.sex"), patient.sex && words.value("patient_sex", patient.sex)],
          [t("detail.modality"), study.modalities.map((code) => words.modality(code)).join(", ")],
          [t("detail.bodyPart"), study.body_part && words.bodyPart(study.body_part)],
          [
            t("detail.kind"),
            t(`engine:skill.${task.procedure_group}`, { defaultValue: task.procedure_group }),
          ],
          [
            t("detail.images"),
            t("imagesOf", { images: study.instance_count, series: study.series_count }),
          ],
          [t("detail.studyAt"), formatMoment(study.study_at, site.time_zone)],
          [t("detail.receivedAt"), formatMoment(task.received_at)],
          [
            t("detail.prior"),
            t(`engine:priorStatus.${task.prior_status}`, { defaultValue: task.prior_status }),
          ],
        ]}
      />
    </>
  );
}

function FactList({ title, facts }: { title: string; facts: Facts }) {
  const { t } = useTranslation("common");
  return (
    <section className={styles.section}>
      <h3>{title}</h3>
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value || t("notGiven")}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
