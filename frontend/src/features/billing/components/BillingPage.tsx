import { Tabs } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useCan } from "@/lib/currentSession";
import page from "@/ui/page.module.css";
import { Disputes } from "./Disputes";
import { Invoices } from "./Invoices";
import { Margin } from "./Margin";
import { Periods } from "./Periods";
import { QuoteForm } from "./QuoteForm";
import { RateCards } from "./RateCards";
import { Reconcile } from "./Reconcile";
import { StudyTypes } from "./StudyTypes";
import { Terms } from "./Terms";
import { UnpricedQueue } from "./UnpricedQueue";

const PARTS = [
  "invoices",
  "unpriced",
  "rates",
  "types",
  "quote",
  "statements",
  "margin",
  "reconcile",
  "terms",
] as const;
export type BillingPart = (typeof PARTS)[number];

/** Prices, invoices and figures for who keeps the books; for a site's manager its invoices alone. */
export function BillingPage({
  part,
  onPart,
}: {
  part: BillingPart;
  onPart: (part: BillingPart) => void;
}) {
  const { t } = useTranslation("billing");
  const seesBooks = useCan("billing.view");
  const manages = useCan("billing.manage");
  const closes = useCan("billing.close");
  return (
    <div className={page.page}>
      <title>{t("documentTitle")}</title>
      <h1>{t("title")}</h1>
      {seesBooks ? (
        <Tabs
          value={part}
          onChange={(chosen) => onPart(PARTS.find((known) => known === chosen) ?? "invoices")}
          keepMounted={false}
        >
          <Tabs.List mb="md">
            {PARTS.map((known) => (
              <Tabs.Tab key={known} value={known}>
                {t(`part.${known}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value="invoices">
            <Periods closes={closes} onUnpriced={() => onPart("unpriced")} />
            <Invoices closes={closes} />
          </Tabs.Panel>
          <Tabs.Panel value="unpriced">
            <UnpricedQueue manages={manages} />
          </Tabs.Panel>
          <Tabs.Panel value="rates">
            <RateCards manages={manages} />
          </Tabs.Panel>
          <Tabs.Panel value="types">
            <StudyTypes manages={manages} />
          </Tabs.Panel>
          <Tabs.Panel value="quote">
            <QuoteForm />
          </Tabs.Panel>
          <Tabs.Panel value="statements">
            <Disputes manages={manages} />
          </Tabs.Panel>
          <Tabs.Panel value="margin">
            <Margin />
          </Tabs.Panel>
          <Tabs.Panel value="reconcile">
            <Reconcile manages={manages} />
          </Tabs.Panel>
          <Tabs.Panel value="terms">
            <Terms manages={manages} />
          </Tabs.Panel>
        </Tabs>
      ) : (
        <Invoices closes={false} />
      )}
    </div>
  );
}
