import { Button, SegmentedControl, Textarea } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  acknowledgeDiscrepancy,
  discrepancyKeys,
  listDiscrepancies,
  reportDiscrepancy,
} from "@/api/discrepancies";
import type { Discrepancy, DiscrepancySeverity, SiteStudyDetail } from "@/api/types";
import { useCan } from "@/lib/currentSession";
import { formatMoment } from "@/lib/dates";
import { FormDialog } from "@/ui/FormDialog";
import { Banner, useFailureText } from "@/ui/feedback";

/** Where readings differ, or differ from what the site knows; each until the site confirms it. */
export function DiscrepancyNotes({ study }: { study: SiteStudyDetail }) {
  const client = useQueryClient();
  const failureText = useFailureText();
  const query = { study: study.id };
  const found = useQuery({
    queryKey: [...discrepancyKeys.list(query), study.timeline.length],
    queryFn: () => listDiscrepancies(query),
    enabled: useCan("discrepancy.view"),
    refetchInterval: 20_000,
  });
  const changed = () => client.invalidateQueries({ queryKey: discrepancyKeys.all });
  const confirming = useMutation({ mutationFn: acknowledgeDiscrepancy, onSuccess: changed });
  const mayReport = useCan("discrepancy.report") && study.report !== null;
  return (
    <>
      {found.data
        ?.filter(({ state }) => state !== "canceled")
        .map((one) => (
          <Note
            key={one.id}
            discrepancy={one}
            zone={study.site.time_zone}
            pending={confirming.isPending}
            onConfirm={() => confirming.mutate(one.id)}
          />
        ))}
      {confirming.error ? <Banner tone="danger">{failureText(confirming.error)}</Banner> : null}
      {mayReport ? <ReportForm studyId={study.id} onReported={changed} /> : null}
    </>
  );
}

function Note({
  discrepancy,
  zone,
  pending,
  onConfirm,
}: {
  discrepancy: Discrepancy;
  zone: string;
  pending: boolean;
  onConfirm: () => void;
}) {
  const { t } = useTranslation("portal");
  const mayConfirm = useCan("report.acknowledge");
  const { origin, state, severity, noted_by, answer, acknowledged_at } = discrepancy;
  const awaited = origin === "site" && state === "noted";
  const asks = mayConfirm && acknowledged_at === null && !awaited;
  return (
    <Banner
      tone={acknowledged_at ? "note" : severity === "major" ? "danger" : "warning"}
      action={
        asks ? (
          <Button size="md" loading={pending} onClick={onConfirm}>
            {t("discrepancy.acknowledge")}
          </Button>
        ) : undefined
      }
    >
      <strong>
        {t(origin === "site" ? "discrepancy.bySite" : "discrepancy.byReader", {
          name: noted_by.name,
          severity: t(`discrepancy.severityWord.${severity}`),
        })}
      </strong>{" "}
      {discrepancy.description} {answer ? t("discrepancy.answer", { answer }) : ""}
      {awaited ? t("discrepancy.awaited") : ""}
      {acknowledged_at
        ? ` ${t("discrepancy.acknowledged", {
            name: discrepancy.acknowledged_by,
            moment: formatMoment(acknowledged_at, zone),
          })}`
        : ""}
    </Banner>
  );
}

function ReportForm({
  studyId,
  onReported,
}: {
  studyId: string;
  onReported: () => Promise<unknown>;
}) {
  const { t } = useTranslation("portal");
  const [severity, setSeverity] = useState<DiscrepancySeverity>("minor");
  const [description, setDescription] = useState("");
  return (
    <FormDialog
      action={t("discrepancy.report")}
      title={t("discrepancy.title")}
      submit={t("discrepancy.send")}
      ready={description.trim() !== ""}
      run={async () => {
        await reportDiscrepancy({ study: studyId, severity, description });
        setDescription("");
        await onReported();
      }}
    >
      <Textarea
        label={t("discrepancy.what")}
        autosize
        minRows={3}
        required
        maxLength={2000}
        data-autofocus
        value={description}
        onChange={(event) => setDescription(event.currentTarget.value)}
      />
      <SegmentedControl
        fullWidth
        aria-label={t("discrepancy.severity")}
        value={severity}
        onChange={(value) => setSeverity(value === "major" ? "major" : "minor")}
        data={[
          { value: "minor", label: t("discrepancy.minor") },
          { value: "major", label: t("discrepancy.major") },
        ]}
      />
    </FormDialog>
  );
}
