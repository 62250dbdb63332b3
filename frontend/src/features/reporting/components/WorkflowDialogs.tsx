import { Group, Select, Text, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { giveWetRead, returnReport, submitReport } from "@/api/reports";
import { listReaders, staffingKeys } from "@/api/staffing";
import type { Report, Section } from "@/api/types";
import { useSession } from "@/lib/currentSession";
import { FormDialog } from "@/ui/FormDialog";
import { useKeptText } from "../hooks/useKeptText";
import { useSealing } from "../hooks/useSealing";
import { SealFields } from "./SealFields";

interface Props {
  report: Report;
  shownStudyUid: string;
  /** Saves and returns the revision, or null when the text could not be saved. */
  saveFirst: () => Promise<number | null>;
  /** The draft goes on: only what stands beside it is new. */
  onChanged: (report: Report) => void;
  /** The report has left this reader. */
  onGone: () => void;
}

/** What a reader does with a draft beside signing it. */
export function WorkflowDialogs(props: Props) {
  const { state } = props.report;
  return (
    <Group gap="xs">
      {state === "draft" || state === "wet_read" ? <WetReadDialog {...props} /> : null}
      {state === "pending_sign" ? <ReturnDialog {...props} /> : <SubmissionDialog {...props} />}
    </Group>
  );
}

function WetReadDialog({ report, shownStudyUid, onChanged }: Props) {
  const { t } = useTranslation("reporting");
  const kept = useKeptText(`wet-read.${report.id}`);
  const sections: Section[] = [{ code: "impression", title: t("kind.wet_read"), body: kept.text }];
  const version = Math.max(0, ...report.versions.map(({ number }) => number));
  const sealing = useSealing({ version, studyUid: shownStudyUid }, sections);
  return (
    <FormDialog
      action={t("wetRead.action")}
      title={t("wetRead.title", { name: report.patient.name })}
      submit={t("wetRead.submit")}
      ready={kept.text.trim() !== "" && sealing.password !== ""}
      run={async () => {
        const changed = await sealing.seal((signature) =>
          giveWetRead(report.id, { ...signature, text: kept.text }),
        );
        kept.clear();
        onChanged(changed);
      }}
    >
      <Text size="sm">{t("wetRead.hint")}</Text>
      <Textarea
        label={t("kind.wet_read")}
        autosize
        minRows={2}
        required
        maxLength={2000}
        data-autofocus
        value={kept.text}
        onChange={(event) => kept.write(event.currentTarget.value)}
      />
      <SealFields sealing={sealing} sections={sections} />
    </FormDialog>
  );
}

function SubmissionDialog({ report, shownStudyUid, saveFirst, onGone }: Props) {
  const { t } = useTranslation("reporting");
  const { user } = useSession();
  const [attending, setAttending] = useState<string | null>(null);
  const [comment, setComment] = useState("");
  const [asked, setAsked] = useState(false);
  const sealing = useSealing({ version: 0, studyUid: shownStudyUid }, []);
  const readers = useQuery({
    queryKey: staffingKeys.readers,
    queryFn: listReaders,
    enabled: asked,
    staleTime: 60_000,
  });
  return (
    <FormDialog
      action={t("submission.action")}
      title={t("submission.title", { name: report.patient.name })}
      submit={t("submission.submit")}
      ready={sealing.password !== ""}
      onOpen={() => setAsked(true)}
      run={async () => {
        const revision = await saveFirst();
        if (revision === null) throw new Error(t("sign.notSaved"));
        await sealing.seal(({ study_instance_uid, password }) =>
          submitReport(report.id, { revision, study_instance_uid, password, attending, comment }),
        );
        onGone();
      }}
    >
      <Text size="sm">{t("submission.hint")}</Text>
      <Select
        label={t("submission.attending")}
        placeholder={t("submission.anybody")}
        clearable
        searchable
        value={attending}
        onChange={setAttending}
        data={(readers.data ?? [])
          .filter((reader) => reader.id !== user.id)
          .map((reader) => ({ value: reader.id, label: reader.name }))}
      />
      <Textarea
        label={t("submission.comment")}
        autosize
        maxLength={2000}
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
      />
      <SealFields sealing={sealing} sections={[]} />
    </FormDialog>
  );
}

function ReturnDialog({ report, saveFirst, onGone }: Props) {
  const { t } = useTranslation("reporting");
  const [comment, setComment] = useState("");
  const writer = report.submission?.submitted_by.name ?? "";
  return (
    <FormDialog
      action={t("submission.return")}
      title={t("submission.returnTitle", { name: writer })}
      submit={t("submission.returnSubmit")}
      ready={comment.trim() !== ""}
      run={async () => {
        await saveFirst();
        await returnReport(report.id, comment);
        onGone();
      }}
    >
      <Textarea
        label={t("submission.answer")}
        autosize
        minRows={3}
        required
        maxLength={2000}
        data-autofocus
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
