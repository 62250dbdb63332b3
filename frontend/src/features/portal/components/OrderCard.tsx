import { Button, Group, Radio, Textarea, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Order, Priority, SiteStudyDetail } from "@/api/types";
import { formatMoment } from "@/lib/dates";
import { Banner, useFailureText } from "@/ui/feedback";
import { useStudyOrder } from "../hooks/useStudyTalk";
import {
  formFromOrder,
  missingIn,
  type OrderForm,
  orderFrom,
  PATIENT_CLASSES,
} from "../model/order";
import styles from "./portal.module.css";

const PRIORITIES: readonly Priority[] = ["ROUTINE", "URGENT", "STAT"];

/** The order that goes with the study: what is asked, and how soon it matters. */
export function OrderCard({ study }: { study: SiteStudyDetail }) {
  const { t } = useTranslation("portal");
  const { order, send } = useStudyOrder(study.id);
  const [editing, setEditing] = useState(false);
  if (order.data === undefined) return null;
  const present = order.data;

  return (
    <section className={styles.card} aria-label={t("order.title")}>
      <h2>{t("order.title")}</h2>
      {editing ? (
        <OrderFields study={study} present={present} send={send} onDone={() => setEditing(false)} />
      ) : (
        <>
          {present ? <OrderFacts order={present} zone={study.site.time_zone} /> : null}
          {present ? null : <p>{t("order.none")}</p>}
          {study.status === "final" ? null : (
            <Button variant="default" size="md" onClick={() => setEditing(true)}>
              {t(present ? "order.change" : "order.add")}
            </Button>
          )}
        </>
      )}
    </section>
  );
}

function OrderFacts({ order, zone }: { order: Order; zone: string }) {
  const { t } = useTranslation(["portal", "engine", "common"]);
  const attested = order.stat_attestation;
  return (
    <>
      <p>{order.indication}</p>
      <p className={styles.soft}>
        {[
          t(`common:priority.${order.priority}`),
          order.patient_class ? t(`engine:patientClass.${order.patient_class}`) : "",
          order.location,
          order.referring_physician,
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
      {attested ? (
        <p className={styles.soft}>
          {t("order.attested", {
            name: attested.by?.name ?? "",
            moment: formatMoment(attested.at, zone),
            reason: attested.reason,
          })}
        </p>
      ) : null}
    </>
  );
}

function OrderFields({
  study,
  present,
  send,
  onDone,
}: {
  study: SiteStudyDetail;
  present: Order | null;
  send: ReturnType<typeof useStudyOrder>["send"];
  onDone: () => void;
}) {
  const { t } = useTranslation(["portal", "engine", "common"]);
  const failureText = useFailureText();
  const [form, setForm] = useState(() => formFromOrder(present, study));
  const [tried, setTried] = useState(false);
  const missing = missingIn(form);
  const change = (part: Partial<OrderForm>) => setForm({ ...form, ...part });
  const lacks = (field: "indication" | "attestation") =>
    tried && missing.includes(field) ? t(`order.missing.${field}`) : null;

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (missing.length > 0) return;
    send.mutate({ present, next: orderFrom(form, study) }, { onSuccess: onDone });
  }

  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <Textarea
        size="md"
        label={t("order.indication")}
        description={t("order.indicationHint")}
        required
        autosize
        minRows={2}
        maxLength={2000}
        error={lacks("indication")}
        value={form.indication}
        onChange={(event) => change({ indication: event.currentTarget.value })}
      />
      <Radio.Group
        size="md"
        label={t("order.patientClass")}
        value={form.patientClass}
        onChange={(value) =>
          change({
            patientClass: PATIENT_CLASSES.find((known) => known === value) ?? "outpatient",
          })
        }
      >
        <Group mt="xs">
          {PATIENT_CLASSES.map((value) => (
            <Radio key={value} value={value} label={t(`engine:patientClass.${value}`)} />
          ))}
        </Group>
      </Radio.Group>
      <TextInput
        size="md"
        label={t("order.location")}
        maxLength={120}
        value={form.location}
        onChange={(event) => change({ location: event.currentTarget.value })}
      />
      <TextInput
        size="md"
        label={t("order.referring")}
        maxLength={120}
        value={form.referringPhysician}
        onChange={(event) => change({ referringPhysician: event.currentTarget.value })}
      />
      <Radio.Group
        size="md"
        label={t("order.priority")}
        value={form.priority}
        onChange={(value) =>
          change({ priority: PRIORITIES.find((known) => known === value) ?? "ROUTINE" })
        }
      >
        <Group mt="xs">
          {PRIORITIES.map((value) => (
            <Radio key={value} value={value} label={t(`common:priority.${value}`)} />
          ))}
        </Group>
      </Radio.Group>
      {form.priority === "STAT" ? (
        <Textarea
          size="md"
          label={t("order.attestation")}
          description={t("order.attestationHint")}
          required
          autosize
          minRows={2}
          maxLength={500}
          error={lacks("attestation")}
          value={form.attestation}
          onChange={(event) => change({ attestation: event.currentTarget.value })}
        />
      ) : null}
      {send.error ? <Banner tone="danger">{failureText(send.error)}</Banner> : null}
      <Group>
        <Button type="submit" size="md" loading={send.isPending}>
          {t("order.send")}
        </Button>
        <Button variant="default" size="md" onClick={onDone}>
          {t("common:cancel")}
        </Button>
      </Group>
    </form>
  );
}
