import { Button, Group, Menu } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ReadingTask } from "@/api/types";
import { useCan, useSession } from "@/lib/currentSession";
import { KeyHint } from "@/ui/feedback";
import { isFree, mayResume } from "../../model/standing";
import type { TaskDialog } from "../../model/taskDialog";

export interface TaskActions {
  open: (task: ReadingTask) => void;
  claim: (task: ReadingTask) => void;
  release: (task: ReadingTask) => void;
  ask: (dialog: TaskDialog["kind"], task: ReadingTask) => void;
}

/** What can be done with a task now: the usual beside each other, the seldom in a menu. */
export function TaskButtons({ task, actions }: { task: ReadingTask; actions: TaskActions }) {
  const { t } = useTranslation("worklist");
  const me = useSession().user.id;
  const mayClaim = useCan("worklist.claim");
  const manages = useCan("worklist.manage");
  const isOpen = task.state === "SCHEDULED" || task.state === "IN_PROGRESS";
  const free = mayClaim && isFree(task);
  const mine = task.claim?.mine === true;
  const seldom: [TaskDialog["kind"], boolean][] = [
    ["skip", free],
    ["split", isOpen && task.part === "" && (manages || mine)],
    ["rejoin", isOpen && task.part !== "" && (manages || mine)],
    ["assign", isOpen && manages],
    ["unassign", isOpen && manages && task.assigned !== null],
    ["priority", isOpen && manages],
  ];
  const offered = seldom.filter(([, offers]) => offers).map(([kind]) => kind);

  return (
    <Group gap="xs">
      <Button
        size="compact-sm"
        onClick={() => actions.open(task)}
        rightSection={<KeyHint>Enter</KeyHint>}
      >
        {t(free ? "detail.claimAndOpen" : mine ? "detail.open" : "detail.view")}
      </Button>
      {free ? (
        <Button size="compact-sm" variant="default" onClick={() => actions.claim(task)}>
          {t("detail.claim")}
        </Button>
      ) : null}
      {mine ? (
        <Button size="compact-sm" variant="default" onClick={() => actions.release(task)}>
          {t("detail.release")}
        </Button>
      ) : null}
      {isOpen && (task.hold ? mayResume(task, me, manages) : manages || mine) ? (
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => actions.ask(task.hold ? "resume" : "hold", task)}
        >
          {t(task.hold ? "act.resume" : "act.hold")}
        </Button>
      ) : null}
      {offered.length > 0 ? (
        <Menu>
          <Menu.Target>
            <Button size="compact-sm" variant="default">
              {t("act.more")} ▾
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {offered.map((kind) => (
              <Menu.Item key={kind} onClick={() => actions.ask(kind, task)}>
                {t(`act.${kind}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      ) : null}
    </Group>
  );
}
