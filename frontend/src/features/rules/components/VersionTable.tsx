import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { reroutingKeys } from "@/api/reroutings";
import { type RuleSetSummary, rollBackRules, ruleSetKeys } from "@/api/ruleSets";
import { formatMoment } from "@/lib/dates";
import { Banner, useFailureText } from "@/ui/feedback";
import { PlainTable } from "@/ui/PlainTable";
import { Tag } from "@/ui/Tag";
import { PublicationEffect } from "./PublicationEffect";
import { VersionComparison } from "./VersionComparison";

/** Every version that was in force, with what it changed and the way back to it. */
export function VersionTable({
  versions,
  mayRollBack,
  onRolledBack,
}: {
  versions: readonly RuleSetSummary[];
  mayRollBack: boolean;
  onRolledBack: () => void;
}) {
  const { t } = useTranslation("rules");
  const [compared, setCompared] = useState<number | null>(null);
  const [asked, setAsked] = useState<RuleSetSummary | null>(null);
  return (
    <>
      <PlainTable
        title={t("version.title")}
        explanation={t("version.explanation")}
        empty={t("version.none")}
        rows={versions.map((version) => ({ ...version, id: String(version.number) }))}
        error={null}
        onRetry={() => {}}
        columns={[
          {
            heading: t("version.number"),
            cell: (row) => (
              <Group gap="xs" wrap="nowrap">
                {row.number}
                {row.current ? (
                  <Tag tone="good" shape="●">
                    {t("version.current")}
                  </Tag>
                ) : null}
              </Group>
            ),
          },
          { heading: t("version.published"), cell: (row) => formatMoment(row.published_at) },
          { heading: t("version.by"), cell: (row) => row.published_by?.name ?? "" },
          {
            heading: t("version.note"),
            cell: (row) =>
              [
                row.note,
                row.rolled_back_to === null
                  ? ""
                  : t("version.rolledBackNote", { number: row.rolled_back_to }),
              ]
                .filter((text) => text !== "")
                .join(" · "),
          },
          { heading: t("version.rules"), cell: (row) => row.rule_count },
          {
            heading: "",
            cell: (row) => (
              <Group gap="xs" wrap="nowrap" justify="flex-end">
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-pressed={compared === row.number}
                  onClick={() => setCompared(compared === row.number ? null : row.number)}
                >
                  {t("version.compare")}
                </Button>
                {mayRollBack && !row.current ? (
                  <Button size="compact-xs" variant="default" onClick={() => setAsked(row)}>
                    {t("version.rollBack")}
                  </Button>
                ) : null}
              </Group>
            ),
          },
        ]}
      />
      {compared === null ? null : <VersionComparison key={compared} number={compared} />}
      <RollBackDialog
        asked={asked}
        onClose={() => setAsked(null)}
        onRolledBack={() => {
          setAsked(null);
          onRolledBack();
        }}
      />
    </>
  );
}

function RollBackDialog({
  asked,
  onClose,
  onRolledBack,
}: {
  asked: RuleSetSummary | null;
  onClose: () => void;
  onRolledBack: () => void;
}) {
  const { t } = useTranslation(["rules", "common"]);
  const client = useQueryClient();
  const failureText = useFailureText();
  const rollBack = useMutation({
    mutationFn: rollBackRules,
    onSuccess: async ({ number }, from) => {
      await client.invalidateQueries({ queryKey: ruleSetKeys.versions });
      void client.invalidateQueries({ queryKey: reroutingKeys.latest });
      notifications.show({ message: t("version.rolledBack", { from, number }) });
      onRolledBack();
    },
  });
  const number = asked?.number ?? 0;
  return (
    <Modal opened={asked !== null} onClose={onClose} title={t("version.rollBackTitle", { number })}>
      <Stack gap="sm">
        <Text size="sm">{t("version.rollBackHint")}</Text>
        <PublicationEffect />
        {rollBack.error ? <Banner tone="danger">{failureText(rollBack.error)}</Banner> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("common:cancel")}
          </Button>
          <Button loading={rollBack.isPending} onClick={() => rollBack.mutate(number)}>
            {t("version.rollBack")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
