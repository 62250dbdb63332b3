import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { readingTaskKeys } from "@/api/readingTasks";
import {
  applyTemplate,
  getReport,
  listTemplates,
  openReport,
  reportKeys,
  signReport,
} from "@/api/reports";
import type { CheckOverride, Report, SignedKind } from "@/api/types";

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

export function useTemplates(modality: string, bodyPart: string, enabled: boolean) {
  return useQuery({
    queryKey: reportKeys.templates(modality, bodyPart),
    queryFn: () => listTemplates(modality, bodyPart),
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
}

/** Signs; the signed report then replaces the one on screen and the worklist is told. */
export function useSign(report: Report) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (signature: Signature) => signReport(report.id, signature),
    onSuccess: (signed) => {
      client.setQueriesData({ queryKey: reportKeys.forTask(report.reading_task) }, signed);
      client.setQueryData(reportKeys.detail(report.id), signed);
      void client.invalidateQueries({ queryKey: readingTaskKeys.detail(report.reading_task) });
      void client.invalidateQueries({ queryKey: readingTaskKeys.counts });
    },
  });
}
