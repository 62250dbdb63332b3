import { Button } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import {
  claimTranscription,
  dictationKeys,
  listTranscriptions,
  type Transcription,
  type TranscriptionDetail,
} from "@/api/dictations";
import { formatMoment } from "@/lib/dates";
import { studyTitle } from "@/lib/studyTitle";
import { Banner, useFailureText } from "@/ui/feedback";
import { PlainTable } from "@/ui/PlainTable";
import { PriorityMark } from "@/ui/PriorityMark";
import { Tag } from "@/ui/Tag";
import { clockOf } from "../model/time";

const LOOK_AGAIN_MS = 15_000;

/** What waits to be typed, the most urgent first. */
export function TypingQueue({ onClaimed }: { onClaimed: (claimed: TranscriptionDetail) => void }) {
  const { t } = useTranslation("dictation");
  const failureText = useFailureText();
  const found = useQuery({
    queryKey: dictationKeys.queue,
    queryFn: () => listTranscriptions({ state: "queued,in_transcription,returned" }),
    refetchInterval: LOOK_AGAIN_MS,
  });
  const claim = useMutation({
    mutationFn: claimTranscription,
    onSuccess: onClaimed,
    onError: () => void found.refetch(),
  });
  const label = (row: Transcription) => {
    return t(row.state === "in_transcription" ? "queue.goOn" : "queue.claim");
  };

  return (
    <>
      {claim.error ? <Banner tone="warning">{failureText(claim.error)}</Banner> : null}
      <PlainTable
        title={t("queue.title")}
        explanation={t("queue.explanation")}
        empty={t("queue.none")}
        rows={found.data?.results}
        error={found.error}
        onRetry={() => void found.refetch()}
        columns={[
          {
            heading: t("queue.priority"),
            cell: (row) => <PriorityMark priority={row.priority} />,
          },
          {
            heading: t("queue.waiting"),
            cell: (row) => formatMoment(row.queued_at, row.site.time_zone),
          },
          { heading: t("own.study"), cell: (row) => studyTitle(row.study) },
          { heading: t("desk.site"), cell: (row) => row.site.name },
          { heading: t("queue.reader"), cell: (row) => row.dictated_by.name },
          {
            heading: t("queue.length"),
            cell: (row) => (row.duration_ms === null ? "" : clockOf(row.duration_ms)),
          },
          {
            heading: t("own.stateHeading"),
            cell: (row) => (
              <Tag tone={row.state === "in_transcription" ? "accent" : "plain"}>
                {t(`state.${row.state}`)}
              </Tag>
            ),
          },
          {
            heading: "",
            cell: (row) =>
              row.state === "returned" ? null : (
                <Button
                  size="compact-xs"
                  loading={claim.isPending && claim.variables === row.id}
                  onClick={() => claim.mutate(row.id)}
                >
                  {label(row)}
                </Button>
              ),
          },
        ]}
      />
    </>
  );
}
