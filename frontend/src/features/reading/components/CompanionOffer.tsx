import { Button } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconLink } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { ReadingTask } from "@/api/types";
import { useCan } from "@/lib/currentSession";
import { formatMomentShort } from "@/lib/dates";
import { studyTitle } from "@/lib/studyTitle";
import { useReadTogether } from "../hooks/useReadTogether";
import styles from "./reading.module.css";

/** Beside the list: what else of the patient was made about the same time and waits, to be read with it by one press.
 *
 * Who reads takes all of them by it and is shown the first; a manager links them for whoever reads them.
 */
export function CompanionOffer({
  task,
  onRead,
}: {
  task: ReadingTask;
  onRead: (taskId: string) => void;
}) {
  const { t } = useTranslation("reading");
  const reads = useCan("worklist.claim");
  const manages = useCan("worklist.manage");
  // Who walks through the list asks for none of the rows they pass.
  const [settled] = useDebouncedValue(task.id, 250);
  const { found, link } = useReadTogether(task, { enabled: settled === task.id });
  const free = task.state === "SCHEDULED" ? task.hold === null : task.claim?.mine === true;
  const offered = (found?.waiting ?? []).filter(
    ({ task: other, near, exclusions }) =>
      near && exclusions.length === 0 && (!other.claim || other.claim.mine),
  );
  if (offered.length === 0 || !free || !(reads || manages)) return null;
  const ids = offered.map(({ task: other }) => other.id);
  return (
    <section className={styles.offer} aria-label={t("together.label")}>
      <p>
        <IconLink size={14} aria-hidden /> {t("together.offer", { count: offered.length })}
      </p>
      <ul>
        {offered.map(({ task: other, same_day }) => (
          <li key={other.id}>
            {studyTitle(other.study)}
            <small>
              {same_day
                ? t("together.sameDay")
                : formatMomentShort(other.study.study_at, other.site.time_zone)}
            </small>
          </li>
        ))}
      </ul>
      <Button
        size="compact-sm"
        variant="light"
        loading={link.isPending}
        onClick={() => link.mutate(ids, { onSuccess: () => reads && onRead(task.id) })}
      >
        {t(reads ? "together.linkAll" : "together.link", { count: ids.length + 1 })}
      </Button>
    </section>
  );
}
