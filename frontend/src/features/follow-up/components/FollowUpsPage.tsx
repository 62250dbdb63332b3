import { Button, Group, Modal, NativeSelect, SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FOLLOW_UP_PAGE } from "@/api/followUps";
import { useCan, useSession } from "@/lib/currentSession";
import { leavesDialog } from "@/ui/dialogKeys";
import { FailureState } from "@/ui/feedback";
import page from "@/ui/page.module.css";
import { useFollowUps } from "../hooks/useFollowUps";
import { SHOWN, SHOWN_NAMES, type Shown } from "../model/followUps";
import { FollowUpPanel } from "./FollowUpPanel";
import { FollowUpRows } from "./FollowUpRows";
import { MonthFigures } from "./MonthFigures";
import { ReminderRecipients } from "./ReminderRecipients";

const MODALITIES = ["CT", "MR", "US", "DX", "MG", "PT", "NM", "XA", "RF"] as const;

/** Every follow-up that a signed report recommended, with the one thing to do next. A site sees its own. */
export function FollowUpsPage() {
  const { t } = useTranslation(["followUp", "common"]);
  const { sites } = useSession();
  const mayCount = useCan("follow_up.report");
  const mayChoose = useCan("critical.manage");
  const [shown, setShown] = useState<Shown>("attention");
  const [site, setSite] = useState("");
  const [modality, setModality] = useState("");
  const [offset, setOffset] = useState(0);
  const [opened, setOpened] = useState<string | null>(null);
  const query = {
    ...SHOWN[shown],
    ...(site ? { site } : {}),
    ...(modality ? { modality } : {}),
    offset,
  };
  const found = useFollowUps(query);
  const narrow = (change: () => void) => {
    setOffset(0);
    change();
  };

  return (
    <div className={page.page}>
      <title>{t("documentTitle")}</title>
      <h1>{t("title")}</h1>
      <p className={page.explanation}>{t("explanation")}</p>
      <Group mb="sm" gap="sm" align="end">
        <SegmentedControl
          size="xs"
          aria-label={t("filter")}
          data={SHOWN_NAMES.map((value) => ({ value, label: t(`shown.${value}`) }))}
          value={shown}
          onChange={(value) =>
            narrow(() => setShown(SHOWN_NAMES.find((one) => one === value) ?? "attention"))
          }
        />
        {sites.length > 1 ? (
          <NativeSelect
            size="xs"
            aria-label={t("site")}
            data={[
              { value: "", label: t("everySite") },
              ...sites.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            value={site}
            onChange={(event) => {
              const { value } = event.currentTarget;
              narrow(() => setSite(value));
            }}
          />
        ) : null}
        <NativeSelect
          size="xs"
          aria-label={t("modality")}
          data={[
            { value: "", label: t("everyModality") },
            ...MODALITIES.map((value) => ({ value, label: t(`modalities.${value}`) })),
          ]}
          value={modality}
          onChange={(event) => {
            const { value } = event.currentTarget;
            narrow(() => setModality(value));
          }}
        />
        {mayChoose ? <ReminderRecipients /> : null}
      </Group>
      {found.error ? (
        <FailureState error={found.error} onRetry={() => void found.refetch()} />
      ) : !found.data ? (
        <p role="status">{t("common:loading")}</p>
      ) : found.data.results.length === 0 ? (
        <p>{t(`empty.${shown}`)}</p>
      ) : (
        <>
          <FollowUpRows rows={found.data.results} onOpen={setOpened} />
          <Pager count={found.data.count} offset={offset} onOffset={setOffset} />
        </>
      )}
      {mayCount ? <MonthFigures /> : null}
      <Modal
        opened={opened !== null}
        closeOnEscape={false}
        onClose={() => setOpened(null)}
        onKeyDown={(event) => {
          if (leavesDialog(event)) setOpened(null);
        }}
        size="xl"
        title={t("followUpTitle")}
      >
        {opened ? <FollowUpPanel id={opened} /> : null}
      </Modal>
    </div>
  );
}

function Pager({
  count,
  offset,
  onOffset,
}: {
  count: number;
  offset: number;
  onOffset: (offset: number) => void;
}) {
  const { t } = useTranslation("followUp");
  if (count <= FOLLOW_UP_PAGE) return null;
  const last = Math.min(count, offset + FOLLOW_UP_PAGE);
  return (
    <Group mt="sm" gap="sm">
      <Button
        size="compact-sm"
        variant="default"
        disabled={offset === 0}
        onClick={() => onOffset(Math.max(0, offset - FOLLOW_UP_PAGE))}
      >
        {t("before")}
      </Button>
      <span>{t("range", { first: offset + 1, last, count })}</span>
      <Button
        size="compact-sm"
        variant="default"
        disabled={last >= count}
        onClick={() => onOffset(offset + FOLLOW_UP_PAGE)}
      >
        {t("after")}
      </Button>
    </Group>
  );
}
