import { Button, CloseButton } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { TaskDialog } from "../model/taskDialog";
import styles from "./worklist.module.css";

const ACTIONS = ["assign", "unassign", "priority", "hold", "resume"] as const;

/** How many studies are marked and what can be done with all of them. */
export function BulkBar({
  count,
  onAsk,
  onClear,
}: {
  count: number;
  onAsk: (kind: TaskDialog["kind"]) => void;
  onClear: () => void;
}) {
  const { t } = useTranslation("worklist");
  if (count === 0) return null;
  return (
    <section className={styles.bulk} aria-label={t("bulk.label")}>
      <strong role="status">{t("bulk.marked", { count })}</strong>
      {ACTIONS.map((kind) => (
        <Button key={kind} size="compact-sm" variant="default" onClick={() => onAsk(kind)}>
          {t(`bulk.${kind}`)}…
        </Button>
      ))}
      <CloseButton size="sm" aria-label={t("bulk.clear")} onClick={onClear} />
    </section>
  );
}
