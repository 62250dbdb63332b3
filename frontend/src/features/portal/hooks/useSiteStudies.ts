import {
  keepPreviousData,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { getSiteStudy, listSiteStudies, openSiteReport, siteStudyKeys } from "@/api/siteStudies";
import { debounce } from "@/lib/debounce";
import { useLiveSocket } from "@/lib/useLiveSocket";
import { type PortalFilter, statusesOf } from "../model/siteStudies";

const PAGE_SIZE = 50;

export function useSiteStudies(filter: PortalFilter, searched: string) {
  const query = { status: statusesOf(filter), search: searched.trim() };
  const studies = useInfiniteQuery({
    queryKey: siteStudyKeys.list(query),
    queryFn: ({ pageParam }) => listSiteStudies({ ...query, limit: PAGE_SIZE, offset: pageParam }),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => (last.next === null ? null : pages.length * PAGE_SIZE),
    placeholderData: keepPreviousData,
  });
  const rows = useMemo(
    () => studies.data?.pages.flatMap((page) => page.results) ?? [],
    [studies.data],
  );
  return { ...studies, rows };
}

export function useSiteStudy(id: string) {
  return useQuery({ queryKey: siteStudyKeys.detail(id), queryFn: () => getSiteStudy(id) });
}

/**
 * The signed report. Asking for it is recorded as an opening, so it is fetched once per signed
 * version, when the person wants to read it, and never again by itself.
 */
export function useSiteReport(id: string, version: string, wanted: boolean, latest: string) {
  return useQuery({
    queryKey: siteStudyKeys.report(id, version || latest),
    queryFn: () => openSiteReport(id, version),
    enabled: wanted,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}

/** Keeps the portal's lists and pages as the server has them. */
export function usePortalLive() {
  const client = useQueryClient();
  const refetchSoon = useMemo(
    () =>
      debounce(
        () => {
          void client.invalidateQueries({ queryKey: [...siteStudyKeys.all, "list"] });
          void client.invalidateQueries({ queryKey: [...siteStudyKeys.all, "detail"] });
        },
        300,
        1500,
      ),
    [client],
  );
  useEffect(() => refetchSoon.cancel, [refetchSoon]);
  return useLiveSocket("/ws/portal", {
    onMessage: () => refetchSoon(),
    onResume: () => refetchSoon(),
  });
}
