import { useTranslation } from "react-i18next";
import { useCan } from "@/lib/currentSession";
import { Banner } from "@/ui/feedback";
import { useFollowUps } from "../hooks/useFollowUps";
import { SHOWN } from "../model/followUps";

/** In the portal: how many follow-ups are due or overdue, and the way there. Nothing where none is. */
export function WaitingFollowUps({ address }: { address: string }) {
  const { t } = useTranslation("followUp");
  const found = useFollowUps({ ...SHOWN.attention, limit: 1 }, useCan("follow_up.view"));
  const count = found.data?.count ?? 0;
  if (count === 0) return null;
  return (
    <Banner tone="warning" action={<a href={address}>{t("waitingLink")}</a>}>
      {t("waiting", { count })}
    </Banner>
  );
}
