import { Button } from "@mantine/core";
import { type FormEvent, type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { StudyConfirmation } from "@/api/types";
import { formatMoment } from "@/lib/dates";
import { studyTitle } from "@/lib/studyTitle";
import { Banner, KeyHint, useFailureText } from "@/ui/feedback";
import { useConfirming, useConfirmsForSites } from "../hooks/useConfirmations";
import { mayConfirm } from "../model/waiting";
import { ConfirmFields } from "./ConfirmFields";
import styles from "./confirmations.module.css";
import { WaitMark } from "./WaitMark";

/** One study that waits for its site's word: what came, what is asked, what is missing, and the one button. */
export function ConfirmCard({ waiting }: { waiting: StudyConfirmation }) {
  const { t } = useTranslation("confirmations");
  const failureText = useFailureText();
  const forSite = useConfirmsForSites();
  const confirming = useConfirming(waiting.id);
  const [typed, setTyped] = useState({ indication: "", reason: "" });
  const { patient, study, site } = waiting;
  const ready = mayConfirm(waiting, typed, forSite);

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (ready && !confirming.isPending) confirming.mutate(typed);
  }

  function submitByKey(event: KeyboardEvent<HTMLFormElement>): void {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.currentTarget.requestSubmit();
  }

  return (
    <li className={styles.card}>
      <form
        aria-label={t("confirm", { name: patient.name })}
        onSubmit={submit}
        onKeyDown={submitByKey}
      >
        <div className={styles.head}>
          <span className={styles.name}>{patient.name || t("nameless")}</span>
          <WaitMark waiting={waiting} />
        </div>
        <div>
          {[studyTitle(study), formatMoment(study.study_at, site.time_zone), images(waiting)]
            .filter(Boolean)
            .join(" · ")}
        </div>
        <div className={styles.soft}>
          {[patient.patient_id, study.accession_number, forSite ? site.name : ""]
            .filter(Boolean)
            .join(" · ")}
        </div>
        <OrderLine waiting={waiting} />
        <ConfirmFields waiting={waiting} typed={typed} onTyped={setTyped} size="md" />
        {confirming.error ? <Banner tone="danger">{failureText(confirming.error)}</Banner> : null}
        <div className={styles.actions}>
          <Button type="submit" size="md" disabled={!ready} loading={confirming.isPending}>
            {t("action")}
          </Button>
          <KeyHint>Ctrl Enter</KeyHint>
        </div>
      </form>
    </li>
  );

  function images({ study: { instance_count, series_count, late_images } }: StudyConfirmation) {
    const came = t("images", { count: instance_count });
    const series = t("series", { count: series_count });
    return `${came}, ${series}${late_images ? ` (${t("late")})` : ""}`;
  }
}

function OrderLine({ waiting }: { waiting: StudyConfirmation }) {
  const { t } = useTranslation("confirmations");
  const { order, missing } = waiting;
  const makesOrder = missing.includes("indication") && !missing.includes("patient");
  return (
    <div className={styles.soft}>
      {order
        ? [t("order"), order.procedure, order.accession_number, order.priority]
            .filter(Boolean)
            .join(" · ")
        : [t("noOrder"), makesOrder ? t("makesOrder") : ""].join(" ")}
    </div>
  );
}
