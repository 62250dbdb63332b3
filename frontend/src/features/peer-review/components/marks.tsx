import { useTranslation } from "react-i18next";
import type { RadpeerScore, Review } from "@/api/peerReview";
import { formatMoment } from "@/lib/dates";
import { Tag } from "@/ui/Tag";

/** A score with what it means; nothing for none. */
export function ScoreMark({ score }: { score: RadpeerScore | "" }) {
  const { t } = useTranslation("peerReview");
  if (score === "") return null;
  const tone = score === "1" ? "good" : score === "2a" ? "plain" : "urgent";
  return (
    <Tag tone={tone} title={t(`score.${score}`)}>
      {score}
    </Tag>
  );
}

/** Until when; a promise to a site goes before the reviewer's own time. */
export function DueMark({
  review,
}: {
  review: Pick<Review, "due_at" | "promised_at" | "overdue" | "state">;
}) {
  const { t } = useTranslation("peerReview");
  if (review.state === "closed" || review.state === "canceled") return null;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <>
      {review.promised_at ? `${t("promised")} ` : ""}
      {formatMoment(review.promised_at ?? review.due_at, zone)}{" "}
      {review.overdue ? (
        <Tag tone="urgent" shape="▲">
          {t("overdue")}
        </Tag>
      ) : null}
    </>
  );
}
