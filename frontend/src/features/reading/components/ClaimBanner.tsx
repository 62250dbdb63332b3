import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ReadingTask } from "@/api/types";
import { useCan } from "@/lib/currentSession";
import { formatSpan } from "@/lib/timeLeft";
import { Banner } from "@/ui/feedback";
import type { ClaimLease } from "../hooks/useClaimLease";

/** Says when the study is not, or soon no longer, the person's to report. */
export function ClaimBanner({
  task,
  lease,
  claiming,
  onClaim,
}: {
  task: ReadingTask;
  lease: ClaimLease;
  claiming: boolean;
  onClaim: () => void;
}) {
  const { t } = useTranslation("reading");
  const mayClaim = useCan("worklist.claim");
  const claimButton = (text: string) =>
    mayClaim ? (
      <Button size="compact-sm" onClick={onClaim} loading={claiming}>
        {text}
      </Button>
    ) : null;

  const beginning = lease.phase === "none" && task.claim?.mine === true;
  if (lease.phase === "held" || beginning) return null;
  if (lease.phase === "warning") {
    return (
      <Banner
        tone="warning"
        action={
          <Button size="compact-sm" onClick={lease.keepReading}>
            {t("claim.keep")}
          </Button>
        }
      >
        {t("claim.warning", { left: formatSpan(lease.millisecondsLeft) })}
      </Banner>
    );
  }
  if (task.state === "COMPLETED") return <Banner tone="note">{t("claim.completed")}</Banner>;
  if (task.state === "CANCELED") return <Banner tone="note">{t("claim.canceled")}</Banner>;
  if (task.claim && !task.claim.mine) {
    return <Banner tone="warning">{t("claim.heldBy", { holder: task.claim.reader.name })}</Banner>;
  }
  if (lease.phase === "lost") {
    return (
      <Banner tone="danger" action={claimButton(t("claim.again"))}>
        {t("claim.lost")}
      </Banner>
    );
  }
  return (
    <Banner tone="note" action={claimButton(t("claim.claim"))}>
      {t("claim.free")}
    </Banner>
  );
}
