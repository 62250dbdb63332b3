import { useQuery } from "@tanstack/react-query";
import { listMacrosForReport, reportKeys } from "@/api/reports";
import type { ReadyMacro } from "@/api/types";

const NONE: ReadyMacro[] = [];

/** The macros of a report, ready to be put in; none while they load or cannot be had. */
export function useReportMacros(reportId: string, template: string, enabled: boolean) {
  const { data } = useQuery({
    // Another template brings other normal texts.
    queryKey: [...reportKeys.macros(reportId), template],
    queryFn: () => listMacrosForReport(reportId),
    enabled,
    gcTime: 0,
    staleTime: 60_000,
    refetchOnWindowFocus: true,
  });
  return data ?? NONE;
}
