import { Tabs } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useCan } from "@/lib/currentSession";
import page from "@/ui/page.module.css";
import { ContactsPart } from "./ContactsPart";
import { CriticalBoard } from "./CriticalBoard";
import { MonthPart } from "./MonthPart";
import { PolicyPart } from "./PolicyPart";

export type CriticalPart = "board" | "contacts" | "policy" | "month";

/** Critical results: what runs now, who is called where, what counts as critical, and how the month went. */
export function CriticalPage({
  part,
  onPart,
}: {
  part: CriticalPart;
  onPart: (part: CriticalPart) => void;
}) {
  const { t } = useTranslation("criticalResults");
  const mayTell = useCan("critical.communicate");
  const mayManage = useCan("critical.manage");
  const mayReport = useCan("critical.report");
  const parts: readonly CriticalPart[] = [
    "board",
    ...(mayTell || mayManage ? (["contacts"] as const) : []),
    "policy",
    ...(mayReport ? (["month"] as const) : []),
  ];
  const shown = parts.includes(part) ? part : "board";
  return (
    <div className={page.page}>
      <title>{t("documentTitle")}</title>
      <h1>{t("title")}</h1>
      <Tabs
        value={shown}
        onChange={(chosen) => onPart(parts.find((known) => known === chosen) ?? "board")}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          {parts.map((known) => (
            <Tabs.Tab key={known} value={known}>
              {t(`part.${known}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="board">
          <CriticalBoard />
        </Tabs.Panel>
        <Tabs.Panel value="contacts">
          <ContactsPart mayManage={mayManage} />
        </Tabs.Panel>
        <Tabs.Panel value="policy">
          <PolicyPart mayManage={mayManage} />
        </Tabs.Panel>
        <Tabs.Panel value="month">
          <MonthPart />
        </Tabs.Panel>
      </Tabs>
    </div>
  );
}
