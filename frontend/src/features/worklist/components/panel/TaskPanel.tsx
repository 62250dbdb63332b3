import { Tabs } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ReadingTask } from "@/api/types";
import { displayName } from "@/lib/patientName";
import { studyTitle } from "@/lib/studyTitle";
import { PANEL_TABS, type PanelTab } from "../../model/panelTabs";
import { BadgesCell } from "../BadgesCell";
import { ClocksTab } from "./ClocksTab";
import { DetailsTab } from "./DetailsTab";
import { HistoryTab } from "./HistoryTab";
import { NotesTab } from "./NotesTab";
import { PriorsTab } from "./PriorsTab";
import styles from "./panel.module.css";
import { type TaskActions, TaskButtons } from "./TaskButtons";
import { WhyTab } from "./WhyTab";

interface Props {
  task: ReadingTask | null;
  tab: PanelTab;
  onTab: (tab: PanelTab) => void;
  actions: TaskActions;
  /** The talk with the site, which is a feature of its own. */
  renderChat: (task: ReadingTask) => ReactNode;
  /** What could be read together with the study. */
  renderTogether: (task: ReadingTask) => ReactNode;
}

/** Everything about the selected study, beside the list. */
export function TaskPanel({ task, tab, onTab, actions, renderChat, renderTogether }: Props) {
  const { t } = useTranslation("worklist");
  if (!task) {
    return (
      <aside className={styles.panel} aria-label={t("detail.label")}>
        <p className={styles.hint}>{t("detail.none")}</p>
      </aside>
    );
  }
  const content: Record<PanelTab, () => ReactNode> = {
    details: () => <DetailsTab task={task} />,
    why: () => <WhyTab task={task} />,
    clocks: () => <ClocksTab task={task} />,
    priors: () => <PriorsTab task={task} />,
    notes: () => <NotesTab key={task.id} taskId={task.id} />,
    chat: () => renderChat(task),
    history: () => <HistoryTab taskId={task.id} />,
  };

  return (
    <aside className={styles.panel} aria-label={t("detail.label")}>
      <header className={styles.head}>
        <h2>{displayName(task.patient.name)}</h2>
        <p>{[studyTitle(task.study), task.part].filter(Boolean).join(" · ")}</p>
        <BadgesCell task={task} />
        <TaskButtons task={task} actions={actions} />
        {renderTogether(task)}
      </header>
      <Tabs
        value={tab}
        onChange={(value) => {
          const chosen = PANEL_TABS.find((known) => known === value);
          if (chosen) onTab(chosen);
        }}
        keepMounted={false}
        classNames={{ root: styles.tabs ?? "", tab: styles.tab ?? "", panel: styles.content ?? "" }}
      >
        <Tabs.List aria-label={t("panel.tabs")}>
          {PANEL_TABS.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`panel.${name}`)}
              {name === "chat" && task.unread_messages > 0 ? ` (${task.unread_messages})` : ""}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={tab}>{content[tab]()}</Tabs.Panel>
      </Tabs>
    </aside>
  );
}
