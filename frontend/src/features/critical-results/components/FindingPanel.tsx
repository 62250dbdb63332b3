import { Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import {
  type CriticalFindingDetail,
  criticalKeys,
  type FindingContact,
  getCriticalFinding,
} from "@/api/criticalFindings";
import { formatDate, formatMoment } from "@/lib/dates";
import { displayName } from "@/lib/patientName";
import { studyTitle } from "@/lib/studyTitle";
import { FailureState } from "@/ui/feedback";
import page from "@/ui/page.module.css";
import { Tag } from "@/ui/Tag";
import { TimeLeftMark } from "@/ui/TimeLeftMark";
import { foundText, phoneAddress } from "../model/words";
import styles from "./critical.module.css";
import { FindingActions } from "./FindingActions";

/** One finding: whose, the clock, whom to call, what can be done, what was done, and the words in the report. */
export function FindingPanel({ id }: { id: string }) {
  const { t } = useTranslation(["criticalResults", "common"]);
  const finding = useQuery({
    queryKey: criticalKeys.one(id),
    queryFn: () => getCriticalFinding(id),
  });
  if (finding.error) {
    return <FailureState error={finding.error} onRetry={() => void finding.refetch()} />;
  }
  if (!finding.data) {
    return (
      <p role="status" className={styles.waiting}>
        {t("common:loading")}
      </p>
    );
  }
  return <Finding finding={finding.data} />;
}

function Finding({ finding }: { finding: CriticalFindingDetail }) {
  const { t } = useTranslation("criticalResults");
  const { patient, study, site } = finding;
  const zone = site.time_zone;
  const told = finding.communicated_at !== null || finding.ended_at !== null;
  const found = foundText(finding);
  return (
    <article className={styles.panel} aria-label={t("of", { patient: displayName(patient.name) })}>
      <div>
        <p className={styles.subject}>{displayName(patient.name)}</p>
        <p className={styles.soft}>
          {[
            patient.patient_id,
            `${t("link.born")} ${formatDate(patient.birth_date) || t("unknown")}`,
            patient.sex,
          ]
            .filter(Boolean)
            .join(" · ")}
        </p>
        <p className={styles.soft}>
          {[
            studyTitle(study),
            study.accession_number && `${t("link.accession")} ${study.accession_number}`,
            site.name,
          ]
            .filter(Boolean)
            .join(" · ")}
        </p>
      </div>
      <Group gap="sm">
        <Tag tone={told ? "plain" : "stat"} shape="!">
          {t("category", { number: finding.category })}
        </Tag>
        <span>{t(`states.${finding.state}`)}</span>
        <TimeLeftMark dueAt={finding.due_at} done={told} />
        <span className={styles.soft}>
          {t("raisedBy", {
            name: finding.raised_by.name,
            moment: formatMoment(finding.raised_at, zone),
          })}
        </span>
      </Group>
      <p className={found ? styles.found : styles.soft}>{found || t("notDescribed")}</p>
      {finding.reason ? <p className={styles.soft}>{finding.reason}</p> : null}
      {told ? null : (
        <Part title={t("contacts")}>
          <Contacts contacts={finding.contacts} />
        </Part>
      )}
      <FindingActions finding={finding} />
      {finding.attempts.length > 0 ? (
        <Part title={t("log")}>
          <Attempts finding={finding} />
        </Part>
      ) : null}
      {finding.statements.length > 0 ? (
        <Part title={t("statements")}>
          {finding.statements.map((statement) => (
            <blockquote key={statement.id} className={styles.statement}>
              {statement.text}
            </blockquote>
          ))}
        </Part>
      ) : null}
    </article>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className={styles.heading}>{title}</h3>
      {children}
    </section>
  );
}

function Contacts({ contacts }: { contacts: readonly FindingContact[] }) {
  const { t } = useTranslation("criticalResults");
  if (contacts.length === 0) return <p>{t("noContacts")}</p>;
  return (
    <ul className={styles.contacts}>
      {contacts.map((contact) => (
        <li key={contact.id}>
          {contact.phone ? <a href={phoneAddress(contact.phone)}>{contact.phone}</a> : null}{" "}
          {contact.name}
          <span className={styles.soft}>
            {[contact.role && ` (${contact.role})`, contact.email && ` · ${contact.email}`]
              .filter(Boolean)
              .join("")}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Attempts({ finding }: { finding: CriticalFindingDetail }) {
  const { t } = useTranslation("criticalResults");
  const headings = ["at", "by", "channel", "reached", "outcome"] as const;
  return (
    <div className={page.scroll}>
      <table className={page.table} aria-label={t("log")}>
        <thead>
          <tr>
            {headings.map((heading) => (
              <th key={heading} scope="col">
                {t(`logHeading.${heading}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {finding.attempts.map((attempt) => (
            <tr key={attempt.id}>
              <td>{formatMoment(attempt.at, finding.site.time_zone)}</td>
              <td>{attempt.by_name}</td>
              <td>{t(`channels.${attempt.channel}`)}</td>
              <td>{[attempt.person, attempt.address].filter(Boolean).join(", ")}</td>
              <td>{[t(`outcomes.${attempt.outcome}`), attempt.note].filter(Boolean).join(": ")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
