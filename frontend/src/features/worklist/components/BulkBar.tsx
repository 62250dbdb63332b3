import { Button, CloseButton } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ReadingTask } from "@/api/types";
import type { TaskDialog } from "../model/taskDialog";
import { areOfOnePatient } from "../model/together";
import styles from "./worklist.module.css";

const ACTIONS = ["assign", "unassign", "priority", "hold", "resume"] as const;

/** How many studies are marked and what can be done with all of them. */
export function BulkBar({
  tasks,
  manages,
  linking,
  onAsk,
  onTogether,
  onClear,
}: {
  tasks: readonly ReadingTask[];
  manages: boolean;
  linking: boolean;
  onAsk: (kind: TaskDialog["kind"]) => void;
  /** Has the marked studies read together. */
  onTogether: () => void;
  onClear: () => void;
}) {
  const { t } = useTranslation("worklist");
  const count = tasks.length;
  if (count === 0) return null;
  const together = areOfOnePatient(tasks);
  return (
    <section className={styles.bulk} aria-label={t("bulk.label")}>
      <strong role="status">{t("bulk.marked", { count })}</strong>
      {(manages ? ACTIONS : []).map((kind) => (
        <Button key={kind} size="compact-sm" variant="default" onClick={() => onAsk(kind)}>
          {t(`bulk.${kind}`)}…
        </Button>
      ))}
      {count > 1 ? (
        <Button
          size="compact-sm"
          variant="default"
          loading={linking}
          disabled={!together}
          title={t(together ? "bulk.togetherHint" : "bulk.notTogether")}
          onClick={onTogether}
        >
          {t("bulk.together")}
        </Button>
      ) : null}
      <CloseButton size="sm" aria-label={t("bulk.clear")} onClick={onClear} />
    </section>
  );
}
