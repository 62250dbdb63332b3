import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useCan } from "@/lib/currentSession";
import styles from "@/ui/page.module.css";
import { DeliveryTable } from "./DeliveryTable";
import { PeerTable } from "./PeerTable";
import { QuarantineTable } from "./QuarantineTable";

/** What needs an operator: what could not be filed, what could not be delivered, who may send. */
export function OperationsPage({
  unconfirmed = null,
  sites = null,
}: {
  /** Studies that their sites have not confirmed, a feature of its own. */
  unconfirmed?: ReactNode;
  sites?: ReactNode;
}) {
  const { t } = useTranslation("operations");
  const seesIntake = useCan("intake.view");
  const seesOperations = useCan("operations.view");
  return (
    <div className={styles.page}>
      <title>{t("documentTitle")}</title>
      <h1>{t("title")}</h1>
      {unconfirmed}
      {seesIntake ? <QuarantineTable /> : null}
      {seesOperations ? <DeliveryTable /> : null}
      {seesIntake ? <PeerTable /> : null}
      {sites}
    </div>
  );
}
