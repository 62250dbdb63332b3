import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { type FollowUpDetail, followUpKeys, getFollowUp } from "@/api/followUps";
import { formatDate, formatMoment } from "@/lib/dates";
import { displayName } from "@/lib/patientName";
import { studyTitle } from "@/lib/studyTitle";
import { FailureState } from "@/ui/feedback";
import { useFollowUpText } from "../hooks/useFollowUpText";
import { Decision } from "./Decision";
import { FollowUpActions } from "./FollowUpActions";
import styles from "./followUp.module.css";
import { StateTag } from "./StateTag";

/** One follow-up: what the report says, what to do next, and all that was done. */
export function FollowUpPanel({ id }: { id: string }) {
  const { t } = useTranslation(["followUp", "common"]);
  const found = useQuery({ queryKey: followUpKeys.one(id), queryFn: () => getFollowUp(id) });
  if (found.error) {
    return <FailureState error={found.error} onRetry={() => void found.refetch()} />;
  }
  if (!found.data) return <p role="status">{t("common:loading")}</p>;
  return <Opened followUp={found.data} />;
}

function Opened({ followUp }: { followUp: FollowUpDetail }) {
  const { t } = useTranslation("followUp");
  const { what, when } = useFollowUpText();
  const proposed = followUp.matches.filter(({ state }) => state === "proposed");
  return (
    <article className={styles.panel}>
      <p className={styles.subject}>{displayName(followUp.patient.name)}</p>
      <p>
        <StateTag state={followUp.state} /> {what(followUp)} · {when(followUp)}
      </p>
      <blockquote className={styles.quote}>
        {followUp.quote}
        <br />
        <span className={styles.soft}>
          {t("said", {
            name: followUp.recommended_by.name,
            moment: formatMoment(followUp.recommended_at, followUp.site.time_zone),
            study: studyTitle(followUp.study),
          })}
        </span>
      </blockquote>
      {followUp.reason ? <p className={styles.soft}>{followUp.reason}</p> : null}
      {followUp.next === "none" ? <Ended followUp={followUp} /> : null}
      {followUp.next === "none" ? null : (
        <p>
          <strong>{t("nextIs")}</strong> {t(`next.${followUp.next}`)}
        </p>
      )}
      {proposed.map((match) => (
        <Part key={match.id} title={t("match.title")}>
          <p>
            {studyTitle(match.study)} · {formatDate(match.study.study_date)} · {match.site.name}
          </p>
          <p className={styles.soft}>
            {match.reasons
              .filter(({ verdict }) => verdict === "unknown")
              .map(({ code }) => t(`match.unknown.${code}`))
              .join(" ")}
          </p>
          <Decision match={match.id} />
        </Part>
      ))}
      <FollowUpActions followUp={followUp} />
      <Part title={t("log")}>
        <Log followUp={followUp} />
      </Part>
    </article>
  );
}

function Ended({ followUp }: { followUp: FollowUpDetail }) {
  const { t } = useTranslation("followUp");
  const by = t("endedBy", {
    name: followUp.ended_by_name,
    moment: formatMoment(followUp.ended_at, followUp.site.time_zone),
  });
  const made = followUp.done_study
    ? t("doneBy", {
        study: studyTitle(followUp.done_study),
        day: formatDate(followUp.done_on),
      })
    : "";
  return <p>{[made, followUp.end_reason, by].filter(Boolean).join(" · ")}</p>;
}

function Log({ followUp }: { followUp: FollowUpDetail }) {
  const { t } = useTranslation("followUp");
  return (
    <ul className={styles.log}>
      {followUp.entries.map((entry) => (
        <li key={entry.id}>
          <span className={styles.soft}>
            {formatMoment(entry.at, followUp.site.time_zone)} · {entry.by_name}
          </span>{" "}
          {t(`entries.${entry.kind}`)}
          {entry.kind === "contacted" && entry.channel
            ? ` (${t(`channels.${entry.channel}`)})`
            : ""}
          {[entry.person, entry.kind === "reminded" ? "" : entry.note]
            .filter(Boolean)
            .map((word) => ` · ${word}`)
            .join("")}
        </li>
      ))}
      {followUp.steps.map((step) => (
        <li key={step.kind} className={styles.soft}>
          {formatMoment(step.fire_at, followUp.site.time_zone)} · {t(`steps.${step.kind}`)}
        </li>
      ))}
    </ul>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.panel}>
      <h3 className={styles.heading}>{title}</h3>
      {children}
    </section>
  );
}
