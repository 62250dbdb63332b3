import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type ReviewQuery, reviewKeys } from "@/api/peerReview";
import type { Page } from "@/api/types";

const ASKED_EVERY_MS = 60_000;

/** One of the lists of peer review, page by page. */
export function useReviewList<Row>(
  what: string,
  list: (query: ReviewQuery) => Promise<Page<Row>>,
  narrowed: ReviewQuery,
) {
  const [offset, setOffset] = useState(0);
  const query = { ...narrowed, offset };
  const found = useQuery({
    queryKey: reviewKeys.list(what, query),
    queryFn: () => list(query),
    placeholderData: keepPreviousData,
    refetchInterval: ASKED_EVERY_MS,
  });
  return { found, count: found.data?.count ?? 0, offset, onOffset: setOffset };
}
