import { Button, Select, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  addReaderBlock,
  endReaderBlock,
  listReaderBlocks,
  type ReaderBlock,
  staffingKeys,
} from "@/api/staffing";
import { useSession } from "@/lib/currentSession";
import { formatMoment } from "@/lib/dates";
import { useNow } from "@/lib/useNow";
import { FormDialog } from "@/ui/FormDialog";
import { useFailureText } from "@/ui/feedback";
import { PlainTable } from "@/ui/PlainTable";

export function BlockSection({ readerId, mayManage }: { readerId: string; mayManage: boolean }) {
  const { t } = useTranslation("staffing");
  const client = useQueryClient();
  const failureText = useFailureText();
  const now = useNow("half-minute");
  const blocks = useQuery({
    queryKey: staffingKeys.blocks(readerId),
    queryFn: () => listReaderBlocks(readerId),
  });
  const refresh = () => client.invalidateQueries({ queryKey: staffingKeys.all });
  const end = useMutation({
    mutationFn: (id: string) => endReaderBlock(id, new Date().toISOString()),
    onSuccess: refresh,
    onError: (error) => notifications.show({ color: "red", message: failureText(error) }),
  });
  const over = ({ ends_at }: ReaderBlock) => ends_at !== null && Date.parse(ends_at) <= now;
  return (
    <PlainTable
      title={t("blocks.title")}
      explanation={t("blocks.explanation")}
      empty={t("blocks.empty")}
      rows={blocks.data}
      error={blocks.error}
      onRetry={() => void blocks.refetch()}
      action={mayManage ? <NewBlock readerId={readerId} onAdded={refresh} /> : null}
      columns={[
        {
          heading: t("blocks.what"),
          cell: ({ site, patient }) => {
            if (site) return t("blocks.site", { name: site.name });
            return patient ? t("blocks.patient") : t("blocks.everything");
          },
        },
        { heading: t("blocks.reason"), cell: ({ reason }) => reason },
        { heading: t("blocks.from"), cell: ({ starts_at }) => formatMoment(starts_at) },
        {
          heading: t("blocks.until"),
          cell: ({ ends_at }) => formatMoment(ends_at) || t("blocks.open"),
        },
        {
          heading: "",
          cell: (block) => {
            if (over(block)) return t("blocks.ended");
            return mayManage ? (
              <Button size="compact-xs" variant="default" onClick={() => end.mutate(block.id)}>
                {t("blocks.end")}
              </Button>
            ) : null;
          },
        },
      ]}
    />
  );
}

function NewBlock({ readerId, onAdded }: { readerId: string; onAdded: () => Promise<void> }) {
  const { t } = useTranslation("staffing");
  const { sites } = useSession();
  const [site, setSite] = useState<string | null>(null);
  const [reason, setReason] = useState("");
  const [until, setUntil] = useState("");
  return (
    <FormDialog
      action={t("blocks.add")}
      submit={t("blocks.add")}
      ready={reason.trim() !== ""}
      onOpen={() => {
        setSite(null);
        setReason("");
        setUntil("");
      }}
      run={() =>
        addReaderBlock({
          reader: readerId,
          site,
          reason: reason.trim(),
          ends_at: until === "" ? null : new Date(until).toISOString(),
        }).then(onAdded)
      }
    >
      <Select
        label={t("privileges.site")}
        placeholder={t("blocks.everything")}
        data={sites.map(({ id, name }) => ({ value: id, label: name }))}
        value={site}
        onChange={setSite}
        searchable
        clearable
      />
      <TextInput
        label={t("blocks.reason")}
        required
        maxLength={300}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <TextInput
        type="datetime-local"
        label={t("blocks.until")}
        description={t("blocks.open")}
        value={until}
        onChange={(event) => setUntil(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
