import { Button } from "@mantine/core";
import { IconLink } from "@tabler/icons-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Companion, ReadingTask } from "@/api/types";
import { useCan } from "@/lib/currentSession";
import { formatMomentShort } from "@/lib/dates";
import { studyTitle } from "@/lib/studyTitle";
import { useEngineWords } from "@/lib/useEngineWords";
import { useHotkeys } from "@/lib/useHotkeys";
import { useKeyHelp } from "@/ui/useKeyHelp";
import { useReadTogether } from "../hooks/useReadTogether";
import styles from "./reading.module.css";

const UNSIGNED = new Set(["draft", undefined]);

/** The studies that one report is on, each one press away; and what else of this patient waits and could join. */
export function ReadTogether({
  task,
  held,
  onShow,
}: {
  task: ReadingTask;
  /** Whether the person holds the study. */
  held: boolean;
  /** Shows the images of another study of the same reading. */
  onShow: (taskId: string) => void;
}) {
  const { t } = useTranslation("reading");
  const manages = useCan("worklist.manage");
  const { found, link, unlink } = useReadTogether(task);
  const first = found?.waiting.find(
    ({ task: other, exclusions }) => exclusions.length === 0 && (!other.claim || other.claim.mine),
  );
  const mayChange = (held || manages) && UNSIGNED.has(task.report?.state);
  useHotkeys({
    "alt+t": () => {
      if (mayChange && first && !link.isPending) link.mutate([first.task.id]);
    },
  });
  const help = useMemo(
    () => ({ title: t("together.label"), keys: [["Alt+T", t("together.keys.link")]] as const }),
    [t],
  );
  useKeyHelp(help);

  if (!found) return null;
  const linked = found.results.length > 1;
  const waiting = mayChange ? found.waiting : [];
  if (!linked && waiting.length === 0) return null;
  return (
    <section className={styles.together} aria-label={t("together.label")}>
      {linked ? (
        <>
          <strong>
            <IconLink size={14} aria-hidden />{" "}
            {t("together.linked", { count: found.results.length })}
          </strong>
          {found.results.map((one) => (
            <Button
              key={one.id}
              size="compact-sm"
              variant={one.id === task.id ? "filled" : "default"}
              aria-current={one.id === task.id || undefined}
              title={one.study.description}
              onClick={() => onShow(one.id)}
            >
              {studyTitle(one.study)}
              {one.study.accession_number ? ` · ${one.study.accession_number}` : ""}
            </Button>
          ))}
          {mayChange ? (
            <Button
              size="compact-sm"
              variant="subtle"
              loading={unlink.isPending}
              title={t("together.separateHint")}
              onClick={() => unlink.mutate()}
            >
              {t("together.separate")}
            </Button>
          ) : null}
        </>
      ) : null}
      {waiting.map((one) => (
        <Waiting
          key={one.task.id}
          companion={one}
          isFirst={one === first}
          isPending={link.isPending}
          onLink={() => link.mutate([one.task.id])}
        />
      ))}
    </section>
  );
}

/** One that could join, or the first reason why the person may not read it. */
function Waiting({
  companion: { task, same_day, near, exclusions },
  isFirst,
  isPending,
  onLink,
}: {
  companion: Companion;
  isFirst: boolean;
  isPending: boolean;
  onLink: () => void;
}) {
  const { t } = useTranslation("reading");
  const words = useEngineWords();
  const [why] = exclusions;
  const taken = task.claim && !task.claim.mine ? task.claim.reader.name : null;
  const when = same_day
    ? t("together.sameDay")
    : formatMomentShort(task.study.study_at, task.site.time_zone);
  return (
    <span className={styles.waiting}>
      {t("together.waiting", { study: studyTitle(task.study), when })}{" "}
      {why ? (
        <small>{t("together.closed", { reason: words.exclusion(why) })}</small>
      ) : taken ? (
        <small>{t("together.taken", { reader: taken })}</small>
      ) : (
        <Button
          size="compact-sm"
          variant={near ? "light" : "subtle"}
          loading={isPending}
          onClick={onLink}
        >
          {t("together.link")}
          {isFirst ? <kbd className={styles.key}>Alt+T</kbd> : null}
        </Button>
      )}
    </span>
  );
}
