import { useQuery } from "@tanstack/react-query";
import { getReviewsWaiting, reviewKeys } from "@/api/peerReview";

const ASKED_EVERY_MS = 60_000;

/** How much waits for the person in peer review, of all their parts together; 0 where they have none. */
export function useReviewsWaiting(enabled: boolean): number {
  const found = useQuery({
    queryKey: reviewKeys.list("waiting", {}),
    queryFn: getReviewsWaiting,
    refetchInterval: ASKED_EVERY_MS,
    enabled,
  });
  if (!found.data) return 0;
  const { reviews, feedback, cases } = found.data;
  return reviews + feedback + cases;
}
