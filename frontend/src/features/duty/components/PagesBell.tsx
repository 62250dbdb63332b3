import { Button, Popover } from "@mantine/core";
import { IconBell, IconBellRinging } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { EscalationPage } from "@/api/types";
import { formatMoment } from "@/lib/dates";
import { pageText, usePages } from "../hooks/usePages";
import styles from "./duty.module.css";

/** How many pages wait for the person; opened, what they say and a button to acknowledge each. */
export function PagesBell({
  onOpenTask,
  onOpenStudy,
}: {
  onOpenTask: (taskId: string) => void;
  /** Opens what has no task yet: a study that waits for its site's word. */
  onOpenStudy: (studyId: string) => void;
}) {
  const { t } = useTranslation("duty");
  const { pages, waiting, acknowledge } = usePages();
  const [shown, setShown] = useState(false);
  if (pages.error || !pages.data) return null;
  const Bell = waiting.length > 0 ? IconBellRinging : IconBell;

  return (
    <Popover
      opened={shown}
      onChange={setShown}
      position="bottom-end"
      width={380}
      trapFocus
      shadow="md"
    >
      <Popover.Target>
        <button
          type="button"
          className={styles.control}
          data-alarm={waiting.length > 0}
          aria-label={t("pages.button", { count: waiting.length })}
          aria-expanded={shown}
          onClick={() => setShown(!shown)}
        >
          <Bell size={17} stroke={1.7} />
          {waiting.length > 0 ? <strong>{waiting.length}</strong> : null}
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t("pages.label")}>
        {pages.data.length === 0 ? <p className={styles.soft}>{t("pages.none")}</p> : null}
        <ul className={styles.pages}>
          {pages.data.map((page) => (
            <PageLine
              key={page.id}
              page={page}
              onAcknowledge={() => acknowledge.mutate(page.id)}
              onOpen={() => {
                setShown(false);
                if (page.task) onOpenTask(page.task);
                else onOpenStudy(page.study.id);
              }}
            />
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}

function PageLine({
  page,
  onAcknowledge,
  onOpen,
}: {
  page: EscalationPage;
  onAcknowledge: () => void;
  onOpen: () => void;
}) {
  const { t } = useTranslation("duty");
  const { acknowledged_at } = page;
  return (
    <li>
      <p>{pageText(t, page)}</p>
      <small>
        {[
          page.study.description,
          page.site.name,
          page.due_at ? t("pages.due", { moment: formatMoment(page.due_at) }) : "",
        ]
          .filter(Boolean)
          .join(" · ")}
      </small>
      <small>
        {formatMoment(page.sent_at)}
        {acknowledged_at
          ? ` · ✓ ${t("pages.acknowledged", { moment: formatMoment(acknowledged_at) })}`
          : ""}
      </small>
      <span className={styles.pageActions}>
        {acknowledged_at ? null : (
          <Button size="compact-xs" onClick={onAcknowledge}>
            {t("pages.acknowledge")}
          </Button>
        )}
        <Button size="compact-xs" variant="default" onClick={onOpen}>
          {t("pages.open")}
        </Button>
      </span>
    </li>
  );
}
