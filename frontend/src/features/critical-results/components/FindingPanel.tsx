import { Group, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { criticalKeys, getCriticalFinding } from "@/api/criticalFindings";
import { formatMoment } from "@/lib/dates";
import { FailureState } from "@/ui/feedback";
import page from "@/ui/page.module.css";
import { TimeLeftMark } from "@/ui/TimeLeftMark";
import { FindingActions } from "./FindingActions";

/** One finding: the clock, whom to call, what can be done, what was done, and the words in the report. */
export function FindingPanel({ id }: { id: string }) {
  const { t } = useTranslation("criticalResults");
  const finding = useQuery({
    queryKey: criticalKeys.one(id),
    queryFn: () => getCriticalFinding(id),
  });
  if (finding.error) return <FailureState error={finding.error} />;
  if (!finding.data) return null;
  const { data } = finding;
  const zone = data.site.time_zone;
  return (
    <Stack gap="xs">
      <Group gap="sm">
        <strong>{t("category", { number: data.category })}</strong>
        <span>{t(`states.${data.state}`)}</span>
        <TimeLeftMark
          dueAt={data.due_at}
          done={data.communicated_at !== null || data.ended_at !== null}
        />
      </Group>
      <p>{[data.named_finding, data.description].filter(Boolean).join(": ")}</p>
      <h3>{t("contacts")}</h3>
      {data.contacts.length === 0 ? <p>{t("noContacts")}</p> : null}
      {data.contacts.map((contact) => (
        <p key={contact.id}>
          <strong>{contact.phone || contact.email}</strong> · {contact.name}
          {contact.role ? ` (${contact.role})` : ""}
        </p>
      ))}
      <FindingActions finding={data} />
      {data.attempts.length > 0 ? (
        <div className={page.scroll}>
          <table className={page.table} aria-label={t("log")}>
            <tbody>
              {data.attempts.map((attempt) => (
                <tr key={attempt.id}>
                  <td>{formatMoment(attempt.at, zone)}</td>
                  <td>{attempt.by_name}</td>
                  <td>{t(`channels.${attempt.channel}`)}</td>
                  <td>{[attempt.person, attempt.address].filter(Boolean).join(", ")}</td>
                  <td>{t(`outcomes.${attempt.outcome}`)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {data.statements.map((statement) => (
        <blockquote key={statement.id} aria-label={t("statements")}>
          {statement.text}
        </blockquote>
      ))}
    </Stack>
  );
}
