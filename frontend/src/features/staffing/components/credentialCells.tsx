import { Group, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CredentialChange, CredentialState, CredentialStatus } from "@/api/staffing";
import { formatDate } from "@/lib/dates";
import { FormDialog } from "@/ui/FormDialog";
import type { PlainColumn } from "@/ui/PlainTable";
import { Tag, type TagTone } from "@/ui/Tag";

interface CredentialRow {
  id: string;
  valid_from: string;
  valid_through: string | null;
  time_zone: string;
  status: CredentialStatus;
  state: CredentialState;
  days_left: number | null;
}

const LOOK: Record<CredentialState, { tone: TagTone; shape: string }> = {
  valid: { tone: "good", shape: "●" },
  future: { tone: "plain", shape: "◌" },
  expired: { tone: "stat", shape: "✕" },
  suspended: { tone: "urgent", shape: "◧" },
  revoked: { tone: "stat", shape: "✕" },
};

const SOON_DAYS = 90;

/** The columns that licences and privileges share: from when to when, and how they stand. */
export function useCredentialColumns<Row extends CredentialRow>(
  mayManage: boolean,
  change: (id: string, wish: CredentialChange) => Promise<unknown>,
): PlainColumn<Row>[] {
  const { t } = useTranslation("staffing");
  return [
    {
      heading: t("credential.stateHeading"),
      cell: ({ state, days_left }) => (
        <Group gap="xs" wrap="nowrap">
          <Tag {...LOOK[state]}>{t(`credential.state.${state}`)}</Tag>
          {state === "valid" && days_left !== null && days_left <= SOON_DAYS ? (
            <Tag tone="urgent" shape="◔">
              {t("credential.daysLeft", { count: days_left })}
            </Tag>
          ) : null}
        </Group>
      ),
    },
    { heading: t("credential.from"), cell: (row) => formatDate(row.valid_from) },
    {
      heading: t("credential.through"),
      cell: (row) => (
        <span title={row.time_zone}>{formatDate(row.valid_through) || t("credential.open")}</span>
      ),
    },
    {
      heading: "",
      cell: (row) =>
        mayManage && row.status !== "revoked" ? (
          <Group gap="xs" wrap="nowrap" justify="flex-end">
            <Renewal row={row} change={change} />
            <StatusButtons row={row} change={change} />
          </Group>
        ) : null,
    },
  ];
}

interface Changing {
  row: CredentialRow;
  change: (id: string, wish: CredentialChange) => Promise<unknown>;
}

function Renewal({ row, change }: Changing) {
  const { t } = useTranslation("staffing");
  const [through, setThrough] = useState(row.valid_through ?? "");
  return (
    <FormDialog
      action={t("credential.renew")}
      submit={t("credential.renew")}
      onOpen={() => setThrough(row.valid_through ?? "")}
      run={() => change(row.id, { valid_through: through === "" ? null : through })}
    >
      <TextInput
        type="date"
        label={t("credential.renewTitle")}
        value={through}
        onChange={(event) => setThrough(event.currentTarget.value)}
      />
    </FormDialog>
  );
}

function StatusButtons({ row, change }: Changing) {
  const { t } = useTranslation("staffing");
  const next = row.status === "active" ? "suspended" : "active";
  const label = next === "active" ? t("credential.resume") : t("credential.suspend");
  return (
    <>
      <FormDialog action={label} submit={label} run={() => change(row.id, { status: next })}>
        <Text size="sm">
          {next === "active" ? t("credential.resumeHint") : t("credential.suspendHint")}
        </Text>
      </FormDialog>
      <FormDialog
        action={t("credential.revoke")}
        title={t("credential.revokeTitle")}
        submit={t("credential.revoke")}
        danger
        run={() => change(row.id, { status: "revoked" })}
      >
        <Text size="sm">{t("credential.revokeHint")}</Text>
      </FormDialog>
    </>
  );
}
