import { Button, Group, Modal, PasswordInput, SegmentedControl, Stack, Text } from "@mantine/core";
import { type FormEvent, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { hasCode } from "@/api/problem";
import type { CopiedText, KeyImage, Report, Section, SignedKind } from "@/api/types";
import { formatDate } from "@/lib/dates";
import { displayName } from "@/lib/patientName";
import { Banner, useFailureText } from "@/ui/feedback";
import type { Checks } from "../hooks/useChecks";
import { useEarlierRead } from "../hooks/useEarlierRead";
import { useSign } from "../hooks/useReport";
import { CheckList } from "./CheckList";
import { CopiedNote } from "./CopiedNote";
import { EarlierRead } from "./EarlierRead";
import styles from "./report.module.css";

interface Props {
  report: Report;
  sections: readonly Section[];
  keyImages: readonly KeyImage[];
  /** What stands as it was copied from other reports. */
  copied: readonly CopiedText[];
  /** The study whose images are on screen; the server refuses when it is not the report's. */
  shownStudyUid: string;
  kind: SignedKind;
  onKind: (kind: SignedKind) => void;
  checks: Checks;
  /** What the signer should know, without it standing in the way. */
  notes: ReactNode;
  /** Saves and returns the revision to sign, or null when the text could not be saved. */
  saveFirst: () => Promise<number | null>;
  onSigned: () => void;
  onClose: () => void;
}

/** Says once more whose report this is, then asks for the password. */
export function SignDialog(props: Props) {
  const { report, sections, kind, onKind } = props;
  const { t } = useTranslation("reporting");
  const [password, setPassword] = useState("");
  const [unsaved, setUnsaved] = useState(false);
  const sign = useSign(report);
  const refusal = useRefusalText();
  const impression = sections.find(({ code }) => code === "impression")?.body.trim() ?? "";
  const earlier = useEarlierRead(report.id, sections, props.keyImages);
  const unanswered = kind === "final" && earlier.missing;
  const trouble = unsaved ? t("sign.notSaved") : refusal(sign.error);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    const revision = await props.saveFirst();
    setUnsaved(revision === null);
    if (revision === null) return;
    sign.mutate(
      {
        kind,
        revision,
        study_instance_uid: props.shownStudyUid,
        password,
        overrides: props.checks.overrides,
        difference: kind === "final" ? earlier.answer : null,
      },
      {
        onSuccess: props.onSigned,
        onError: (error) => {
          setPassword("");
          if (hasCode(error, "checks_open")) props.checks.refresh();
          if (hasCode(error, "difference_required")) earlier.refresh();
        },
      },
    );
  }

  return (
    <Modal opened onClose={props.onClose} title={t("sign.title")} size="lg">
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="sm">
          <Identity report={report} />
          <div>
            <Text size="sm" c="dimmed">
              {t("sign.impression")}
            </Text>
            <p className={styles.impression}>{impression}</p>
            {impression === "" ? <Banner tone="warning">{t("sign.emptyImpression")}</Banner> : null}
          </div>
          {report.state === "pending_sign" || report.co_signature_required ? null : (
            <SegmentedControl
              aria-label={t("sign.kind")}
              value={kind}
              onChange={(value) => onKind(value === "final" ? "final" : "preliminary")}
              data={[
                { value: "final", label: t("sign.final") },
                { value: "preliminary", label: t("sign.preliminary") },
              ]}
            />
          )}
          <Text size="sm" c="dimmed">
            {t(kind === "final" ? "sign.finalHint" : "sign.preliminaryHint")}
          </Text>
          {kind === "final" ? <EarlierRead earlier={earlier} /> : null}
          <CopiedNote copied={props.copied} />
          <CheckList checks={props.checks} sections={sections} onShow={props.onClose} />
          {props.notes}
          <PasswordInput
            label={t("sign.password")}
            description={t("sign.passwordHint")}
            autoComplete="current-password"
            required
            data-autofocus
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          {trouble ? <Banner tone="danger">{trouble}</Banner> : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={props.onClose}>
              {t("cancel", { ns: "common" })}
            </Button>
            <Button
              type="submit"
              loading={sign.isPending}
              disabled={impression === "" || unanswered}
            >
              {t(kind === "final" ? "sign.submitFinal" : "sign.submitPreliminary")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function Identity({ report: { patient, study, linked_studies } }: { report: Report }) {
  const { t } = useTranslation("reporting");
  return (
    <dl className={styles.facts}>
      <dt>{t("sign.patient")}</dt>
      <dd className={styles.strong}>{displayName(patient.name)}</dd>
      <dt>{t("sign.patientId")}</dt>
      <dd>{patient.patient_id}</dd>
      <dt>{t("sign.birthDate")}</dt>
      <dd>{formatDate(patient.birth_date)}</dd>
      <dt>{t("sign.study")}</dt>
      <dd>{study.description}</dd>
      <dt>{t("sign.accession")}</dt>
      <dd>{study.accession_number}</dd>
      {linked_studies.length > 0 ? (
        <>
          <dt>{t("sign.together")}</dt>
          <dd className={styles.strong}>
            {linked_studies
              .map((one) => [one.description, one.accession_number].filter(Boolean).join(", "))
              .join("; ")}
          </dd>
        </>
      ) : null}
    </dl>
  );
}

function useRefusalText(): (error: unknown) => string | null {
  const { t } = useTranslation("reporting");
  const failureText = useFailureText();
  return (error) => {
    if (error === null) return null;
    if (hasCode(error, "re_authentication_failed")) return t("sign.wrongPassword");
    if (hasCode(error, "draft_conflict")) return t("sign.conflict");
    if (hasCode(error, "study_mismatch")) return t("sign.mismatch");
    if (hasCode(error, "empty_impression")) return t("sign.emptyImpression");
    if (hasCode(error, "checks_open")) return t("sign.checksOpen");
    if (hasCode(error, "difference_required")) return t("sign.differenceRequired");
    if (hasCode(error, "recommendation_differs")) return t("sign.recommendationDiffers");
    if (hasCode(error, "claim_required")) return t("sign.claimRequired");
    return failureText(error);
  };
}
