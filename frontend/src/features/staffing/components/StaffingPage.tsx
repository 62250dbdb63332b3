import { Tabs } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useCan } from "@/lib/currentSession";
import page from "@/ui/page.module.css";
import { ExpiryList } from "./ExpiryList";
import { PoolTable } from "./PoolTable";
import { ReaderTable } from "./ReaderTable";
import { Roster } from "./Roster";
import styles from "./staffing.module.css";

export const STAFFING_PARTS = ["readers", "roster", "pools", "expiries"] as const;
export type StaffingPart = (typeof STAFFING_PARTS)[number];

/** Who reads, when, and with which credentials. */
export function StaffingPage({
  part,
  onPart,
  onReader,
}: {
  part: StaffingPart;
  onPart: (part: StaffingPart) => void;
  onReader: (id: string) => void;
}) {
  const { t } = useTranslation("staffing");
  const mayManage = useCan("staffing.manage");
  return (
    <div className={`${page.page} ${styles.wide}`}>
      <title>{t("documentTitle")}</title>
      <h1>{t("title")}</h1>
      <Tabs
        value={part}
        onChange={(chosen) => onPart(STAFFING_PARTS.find((known) => known === chosen) ?? "readers")}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          {STAFFING_PARTS.map((known) => (
            <Tabs.Tab key={known} value={known}>
              {t(`part.${known}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="readers">
          <ReaderTable onReader={onReader} />
        </Tabs.Panel>
        <Tabs.Panel value="roster">
          <Roster mayManage={mayManage} />
        </Tabs.Panel>
        <Tabs.Panel value="pools">
          <PoolTable mayManage={mayManage} />
        </Tabs.Panel>
        <Tabs.Panel value="expiries">
          <ExpiryList onReader={onReader} />
        </Tabs.Panel>
      </Tabs>
    </div>
  );
}
