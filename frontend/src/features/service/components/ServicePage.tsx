import { Tabs } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useCan } from "@/lib/currentSession";
import page from "@/ui/page.module.css";
import { BreachTable } from "./BreachTable";
import { CalendarTable } from "./CalendarTable";
import { PathwayTable } from "./PathwayTable";
import { PolicyMatrix } from "./PolicyMatrix";
import { StatShareTable } from "./StatShareTable";
import { TogetherForm } from "./TogetherForm";

const PARTS = ["matrix", "calendars", "pathways", "together", "breaches", "stat"] as const;
export type ServicePart = (typeof PARTS)[number];

/** What is promised to the sites, and what was not kept. */
export function ServicePage({
  part,
  onPart,
}: {
  part: ServicePart;
  onPart: (part: ServicePart) => void;
}) {
  const { t } = useTranslation("service");
  const mayManage = useCan("worklist.manage");
  return (
    <div className={page.page}>
      <title>{t("documentTitle")}</title>
      <h1>{t("title")}</h1>
      <Tabs
        value={part}
        onChange={(chosen) => onPart(PARTS.find((known) => known === chosen) ?? "matrix")}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          {PARTS.map((known) => (
            <Tabs.Tab key={known} value={known}>
              {t(`part.${known}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="matrix">
          <PolicyMatrix mayManage={mayManage} />
        </Tabs.Panel>
        <Tabs.Panel value="calendars">
          <CalendarTable mayManage={mayManage} />
        </Tabs.Panel>
        <Tabs.Panel value="pathways">
          <PathwayTable mayManage={mayManage} />
        </Tabs.Panel>
        <Tabs.Panel value="together">
          <TogetherForm mayManage={mayManage} />
        </Tabs.Panel>
        <Tabs.Panel value="breaches">
          <BreachTable mayManage={mayManage} />
        </Tabs.Panel>
        <Tabs.Panel value="stat">
          <StatShareTable />
        </Tabs.Panel>
      </Tabs>
    </div>
  );
}
