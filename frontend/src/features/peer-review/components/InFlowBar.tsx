import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { getOffer, reviewInFlow, reviewKeys, type Said } from "@/api/peerReview";
import { useCan } from "@/lib/currentSession";
import { Banner, KeyHint, useFailureText } from "@/ui/feedback";
import { useKeyHelp } from "@/ui/useKeyHelp";
import styles from "./peerReview.module.css";
import { ScoreForm } from "./ScoreForm";

/** Below a prior's report while the new study is read: one press agrees. Nothing where it is not offered. */
export function InFlowBar({ reportId }: { reportId: string }) {
  const performs = useCan("review.perform");
  const offer = useQuery({
    queryKey: reviewKeys.offer(reportId),
    queryFn: () => getOffer(reportId),
    enabled: performs,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  if (!offer.data?.offered || !offer.data.mode) return null;
  return <Asked reportId={reportId} mode={offer.data.mode} />;
}

function Asked({ reportId, mode }: { reportId: string; mode: "score" | "learning" }) {
  const { t } = useTranslation("peerReview");
  const failureText = useFailureText();
  const client = useQueryClient();
  const [differs, setDiffers] = useState(false);
  const send = useMutation({
    mutationFn: ({ said, comment }: { said: Said; comment: string }) =>
      reviewInFlow(reportId, said, comment),
    onSuccess: () => client.invalidateQueries({ queryKey: ["peer-review", "reviews"] }),
  });
  const agreed: Said = mode === "score" ? { score: "1" } : { lesson: "agree" };
  const help = useMemo(
    () => ({ title: t("flow.label"), keys: [["Alt+G", t("flow.key")]] as const }),
    [t],
  );
  useKeyHelp(help);
  if (send.data) {
    const { score, lesson } = send.data;
    return (
      <div className={styles.flow} role="status">
        {t("flow.sent", { what: lesson ? t(`lesson.${lesson}`) : score })}
      </div>
    );
  }
  return (
    <section className={styles.flow} aria-label={t("flow.label")}>
      <span>
        {t("flow.ask")} <small>{t("flow.open")}</small>
      </span>
      <Button
        size="compact-sm"
        aria-keyshortcuts="Alt+G"
        rightSection={<KeyHint silent>Alt+G</KeyHint>}
        loading={send.isPending && !differs}
        onClick={() => send.mutate({ said: agreed, comment: "" })}
        ref={(button) => {
          // The report stands in a dialog, whose keys the page does not hear.
          const dialog = button?.closest<HTMLElement>('[role="dialog"]');
          if (!dialog) return undefined;
          const press = (event: KeyboardEvent) => {
            if (event.altKey && event.key.toLowerCase() === "g" && !event.defaultPrevented) {
              event.preventDefault();
              button?.click();
            }
          };
          dialog.addEventListener("keydown", press);
          return () => dialog.removeEventListener("keydown", press);
        }}
      >
        {t(mode === "score" ? "flow.agree" : "flow.agreeLesson")}
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => setDiffers(!differs)}>
        {t("flow.differ")}
      </Button>
      {send.error && !differs ? <Banner tone="danger">{failureText(send.error)}</Banner> : null}
      {differs ? (
        <ScoreForm
          mode={mode}
          submit={t(mode === "score" ? "desk.send" : "desk.sendLesson")}
          pending={send.isPending}
          error={send.error}
          onSend={(said, comment) => send.mutate({ said, comment })}
        />
      ) : null}
    </section>
  );
}
