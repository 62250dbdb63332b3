import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { discrepancyKeys } from "@/api/discrepancies";
import { readingTaskKeys } from "@/api/readingTasks";
import {
  applyTemplate,
  getReport,
  listTemplates,
  openReport,
  reportKeys,
  signReport,
} from "@/api/reports";
import type { CheckOverride, Difference, Report, SignedKind } from "@/api/types";

/**
 * The report of a reading task: made when the person holds the claim, only read otherwise.
 * Undefined data with neither claim nor report means there is none yet.
 */
export function useTaskReport(task: { id: string; reportId: string | null; claimed: boolean }) {
  const { id, reportId, claimed } = task;
  return useQuery<Report | null>({
    queryKey: [...reportKeys.forTask(id), claimed],
    queryFn: () => {
      if (claimed) return openReport(id);
      return reportId === null ? null : getReport(reportId);
    },
    staleTime: Number.POSITIVE_INFINITY,
    // A draft moves on while it is edited: opening the page again must fetch it again.
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
}

export function useTemplates(reportId: string, enabled: boolean) {
  return useQuery({
    queryKey: reportKeys.templates(reportId),
    queryFn: () => listTemplates(reportId),
    enabled,
    staleTime: 300_000,
  });
}

export function useApplyTemplate(report: Report, onApplied: (report: Report) => void) {
  return useMutation({
    mutationFn: (choice: { template: string; revision: number }) =>
      applyTemplate(report.id, choice),
    onSuccess: onApplied,
  });
}

export interface Signature {
  kind: SignedKind;
  revision: number;
  study_instance_uid: string;
  password: string;
  overrides: CheckOverride[];
  difference: Difference | null;
}

/** Puts what the server answered in place of the report on screen; the worklist is told. */
export function useSettledReport(): (report: Report) => void {
  const client = useQueryClient();
  return (report) => {
    client.setQueriesData({ queryKey: reportKeys.forTask(report.reading_task) }, report);
    client.setQueryData(reportKeys.detail(report.id), report);
    void client.invalidateQueries({ queryKey: discrepancyKeys.all });
    void client.invalidateQueries({ queryKey: readingTaskKeys.detail(report.reading_task) });
    void client.invalidateQueries({ queryKey: readingTaskKeys.counts });
  };
}

/** Signs; the signed report then replaces the one on screen. */
export function useSign(report: Report) {
  const settle = useSettledReport();
  return useMutation({
    mutationFn: (signature: Signature) => signReport(report.id, signature),
    onSuccess: settle,
  });
}
