import { Button, Modal } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCan } from "@/lib/currentSession";
import { useFollowUps } from "../hooks/useFollowUps";
import { useFollowUpText } from "../hooks/useFollowUpText";
import { FollowUpPanel } from "./FollowUpPanel";
import styles from "./followUp.module.css";
import { StateTag } from "./StateTag";

/** At the site: what the study's report recommends to be done next, and what became of it. */
export function SiteFollowUps({ studyId }: { studyId: string }) {
  const { t } = useTranslation("followUp");
  const { what, when } = useFollowUpText();
  const [opened, setOpened] = useState<string | null>(null);
  const found = useFollowUps({ study: studyId }, useCan("follow_up.view"));
  const rows = (found.data?.results ?? []).filter(
    ({ state }) => state !== "superseded" && state !== "canceled",
  );
  if (rows.length === 0) return null;
  return (
    <section className={styles.card}>
      <h2>{t("recommended")}</h2>
      <ul className={styles.log}>
        {rows.map((row) => (
          <li key={row.id}>
            <StateTag state={row.state} /> <strong>{what(row)}</strong> {row.finding} · {when(row)}
            {row.ended_at === null ? ` · ${t(`next.${row.next}`)}` : ""}{" "}
            <Button size="compact-sm" variant="default" onClick={() => setOpened(row.id)}>
              {t("show")}
            </Button>
          </li>
        ))}
      </ul>
      <Modal
        opened={opened !== null}
        onClose={() => setOpened(null)}
        size="xl"
        title={t("followUpTitle")}
      >
        {opened ? <FollowUpPanel id={opened} /> : null}
      </Modal>
    </section>
  );
}
