import { Group, Text, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { addAddendum, correctReport, withdrawReport } from "@/api/reports";
import type { KeyImage, Report, ReportVersion, Section } from "@/api/types";
import { FormDialog } from "@/ui/FormDialog";
import { Banner } from "@/ui/feedback";
import { useAmendedRecommendations } from "../hooks/useAmendedRecommendations";
import { useKeptText } from "../hooks/useKeptText";
import { useSealing } from "../hooks/useSealing";
import { writtenSections } from "../model/written";
import { AmendedRecommendations } from "./AmendedRecommendations";
import { SealFields } from "./SealFields";

interface Props {
  report: Report;
  /** The latest version, which is the one that is amended. */
  version: ReportVersion;
  shownStudyUid: string;
  /** What the report points at from now on; null: as before. */
  keyImages: readonly KeyImage[] | null;
  onAmended: (report: Report) => void;
}

const OF_RECORD: readonly string[] = ["final", "addended", "corrected"];
const WITH_THE_SITE: readonly string[] = [...OF_RECORD, "wet_read", "preliminary"];

/** What can still be said of a signed report. */
export function AmendmentDialogs(props: Props) {
  const { state } = props.report;
  return (
    <Group gap="xs">
      {OF_RECORD.includes(state) ? <AddendumDialog {...props} /> : null}
      {OF_RECORD.includes(state) ? <CorrectionDialog {...props} /> : null}
      {WITH_THE_SITE.includes(state) ? <WithdrawalDialog {...props} /> : null}
    </Group>
  );
}

/** A text with one more sentence at its end. */
function withSentence(text: string, sentence: string): string {
  return text.trim() === "" ? sentence : `${text.trimEnd()}\n${sentence}`;
}

function AddendumDialog({ report, version, shownStudyUid, keyImages, onAmended }: Props) {
  const { t } = useTranslation("reporting");
  const kept = useKeptText(`addendum.${report.id}`);
  const sections: Section[] = [{ code: "impression", title: t("kind.addendum"), body: kept.text }];
  const sealing = useSealing({ version: version.number, studyUid: shownStudyUid }, sections);
  const amended = useAmendedRecommendations(version.recommendations);
  return (
    <FormDialog
      size="lg"
      action={t("amend.addendum")}
      title={t("amend.addendumTitle", { name: report.patient.name })}
      submit={t("amend.addendumSubmit")}
      ready={kept.text.trim() !== "" && sealing.password !== ""}
      run={async () => {
        const signed = await amended.watch(
          sealing.seal((signature) =>
            addAddendum(report.id, {
              ...signature,
              text: kept.text,
              recommendations: amended.given,
              ...pointingAt(keyImages),
            }),
          ),
        );
        kept.clear();
        amended.reset();
        onAmended(signed);
      }}
    >
      <Text size="sm">{t("amend.addendumHint")}</Text>
      <KeyImageNote keyImages={keyImages} />
      <Textarea
        label={t("kind.addendum")}
        autosize
        minRows={4}
        required
        data-autofocus
        value={kept.text}
        onChange={(event) => kept.write(event.currentTarget.value)}
      />
      <AmendedRecommendations
        amended={amended}
        onWrite={(words) => kept.write(withSentence(kept.text, words))}
      />
      <SealFields sealing={sealing} sections={sections} />
    </FormDialog>
  );
}

function CorrectionDialog({ report, version, shownStudyUid, keyImages, onAmended }: Props) {
  const { t } = useTranslation("reporting");
  const written = writtenSections(version.sections);
  const [changed, setChanged] = useState<Record<string, string>>({});
  const [reason, setReason] = useState("");
  const sections = written.map((section) => ({
    ...section,
    body: changed[section.code] ?? section.body,
  }));
  const differs =
    keyImages !== null || sections.some(({ body }, place) => body !== written[place]?.body);
  const sealing = useSealing({ version: version.number, studyUid: shownStudyUid }, sections);
  const amended = useAmendedRecommendations(version.recommendations);
  return (
    <FormDialog
      size="lg"
      action={t("amend.correction")}
      title={t("amend.correctionTitle", { name: report.patient.name })}
      submit={t("amend.correctionSubmit")}
      ready={differs && reason.trim() !== "" && sealing.password !== ""}
      run={async () => {
        onAmended(
          await amended.watch(
            sealing.seal((signature) =>
              correctReport(report.id, {
                ...signature,
                reason,
                sections,
                recommendations: amended.given,
                ...pointingAt(keyImages),
              }),
            ),
          ),
        );
        amended.reset();
        setChanged({});
        setReason("");
      }}
    >
      <Text size="sm">{t("amend.correctionHint", { number: version.number })}</Text>
      <KeyImageNote keyImages={keyImages} />
      {sections.map(({ code, title, body }) => (
        <Textarea
          key={code}
          label={title}
          autosize
          minRows={1}
          maxRows={10}
          value={body}
          onChange={(event) => {
            const { value } = event.currentTarget;
            setChanged((known) => ({ ...known, [code]: value }));
          }}
        />
      ))}
      <AmendedRecommendations
        amended={amended}
        onWrite={(words) => {
          const body = sections.find(({ code }) => code === "impression")?.body ?? "";
          setChanged((known) => ({ ...known, impression: withSentence(body, words) }));
        }}
      />
      <Textarea
        label={t("amend.reason")}
        description={t("amend.reasonHint")}
        autosize
        required
        maxLength={2000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <SealFields sealing={sealing} sections={sections} />
    </FormDialog>
  );
}

function pointingAt(keyImages: readonly KeyImage[] | null) {
  return keyImages ? { key_images: [...keyImages] } : {};
}

function KeyImageNote({ keyImages }: { keyImages: readonly KeyImage[] | null }) {
  const { t } = useTranslation("reporting");
  if (!keyImages) return null;
  return <Banner tone="note">{t("keyImages.amended", { count: keyImages.length })}</Banner>;
}

function WithdrawalDialog({ report, version, shownStudyUid, onAmended }: Props) {
  const { t } = useTranslation("reporting");
  const [reason, setReason] = useState("");
  const sealing = useSealing({ version: version.number, studyUid: shownStudyUid }, []);
  return (
    <FormDialog
      action={t("amend.withdrawal")}
      title={t("amend.withdrawalTitle", { name: report.patient.name })}
      submit={t("amend.withdrawalSubmit")}
      danger
      ready={reason.trim() !== "" && sealing.password !== ""}
      run={async () => {
        onAmended(
          await sealing.seal((signature) => withdrawReport(report.id, { ...signature, reason })),
        );
      }}
    >
      <Banner tone="warning">{t("amend.withdrawalHint")}</Banner>
      <Textarea
        label={t("amend.reason")}
        description={t("amend.reasonHint")}
        autosize
        required
        maxLength={2000}
        data-autofocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <SealFields sealing={sealing} sections={[]} />
    </FormDialog>
  );
}
