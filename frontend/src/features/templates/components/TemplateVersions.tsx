import { Button, Group, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { compareTemplate, listTemplateVersions, templateKeys } from "@/api/reportTemplates";
import type { ReportTemplateDetail } from "@/api/types";
import { formatMoment } from "@/lib/dates";
import { lookUp } from "@/lib/lookUp";
import { FormDialog } from "@/ui/FormDialog";
import { FailureState } from "@/ui/feedback";
import { Tag } from "@/ui/Tag";
import { WordDifference } from "@/ui/WordDifference";
import styles from "../templates.module.css";

type Compared = { from: number; to: number | "draft" };

/** Every text that was in force, what each changed, and the way back to it. */
export function TemplateVersions({
  template,
  onRollBack,
}: {
  template: ReportTemplateDetail;
  onRollBack: (number: number) => void;
}) {
  const { t } = useTranslation("templates");
  const [compared, setCompared] = useState<Compared | null>(null);
  const versions = useQuery({
    queryKey: [...templateKeys.versions(template.id), template.number],
    queryFn: () => listTemplateVersions(template.id),
  });
  if (versions.error) {
    return <FailureState error={versions.error} onRetry={() => void versions.refetch()} />;
  }

  function toggle(next: Compared): void {
    setCompared(compared?.from === next.from && compared.to === next.to ? null : next);
  }

  return (
    <ol className={styles.versions}>
      {(versions.data ?? []).map((version) => {
        const { number, published_by, rolled_back_to, note } = version;
        const before = { from: number - 1, to: number };
        const draft = { from: number, to: "draft" as const };
        return (
          <li key={number} className={styles.version}>
            <Group gap="xs">
              <strong>{t("version", { number })}</strong>
              {number === template.number ? (
                <Tag tone="good" shape="●">
                  {t("current")}
                </Tag>
              ) : null}
            </Group>
            <p className={styles.hint}>
              {formatMoment(version.published_at)} · {published_by?.name ?? t("shipped")}
              {rolled_back_to === null ? "" : ` · ${t("rolledBackTo", { number: rolled_back_to })}`}
            </p>
            {note ? <p>{note}</p> : null}
            <Group gap="xs">
              {number > 1 ? (
                <Button size="compact-xs" variant="default" onClick={() => toggle(before)}>
                  {t("compareBefore")}
                </Button>
              ) : null}
              {template.draft ? (
                <Button size="compact-xs" variant="default" onClick={() => toggle(draft)}>
                  {t("compareDraft")}
                </Button>
              ) : null}
              {template.may_edit && template.state === "published" && number !== template.number ? (
                <FormDialog
                  action={t("rollBack")}
                  submit={t("rollBack")}
                  run={async () => onRollBack(number)}
                >
                  <Text size="sm">{t("rollBackAsk", { number })}</Text>
                </FormDialog>
              ) : null}
            </Group>
            {compared &&
            (compared.to === number || (compared.to === "draft" && compared.from === number)) ? (
              <Difference template={template} compared={compared} />
            ) : null}
          </li>
        );
      })}
    </ol>
  );
}

function Difference({
  template,
  compared,
}: {
  template: ReportTemplateDetail;
  compared: Compared;
}) {
  const { t } = useTranslation("templates");
  const { from, to } = compared;
  const difference = useQuery({
    queryKey: templateKeys.difference(template.id, from, to, template.draft_revision),
    queryFn: () => compareTemplate(template.id, from, to),
  });
  if (difference.error) return <FailureState error={difference.error} />;
  if (!difference.data) return null;
  const { conditions, sections } = difference.data;
  const names = t("columns", { returnObjects: true });
  const changed = conditions.length > 0 || sections.some((section) => section.changed);
  return (
    <>
      {conditions.length > 0 ? (
        <p>
          {t("differenceOf", { names: conditions.map((name) => lookUp(names, name)).join(", ") })}
        </p>
      ) : null}
      {changed ? <WordDifference sections={sections} /> : <p>{t("noDifference")}</p>}
    </>
  );
}
