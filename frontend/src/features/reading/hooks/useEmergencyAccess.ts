import { useMutation, useQueryClient } from "@tanstack/react-query";
import { breakGlass, priorRequestKeys } from "@/api/priorRequests";
import { readingTaskKeys } from "@/api/readingTasks";
import { reportKeys } from "@/api/reports";

/** Opens a patient for a while, and asks again for what was refused before. */
export function useEmergencyAccess(patientId: string, onOpened?: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (reason: string) => breakGlass(patientId, reason),
    onSuccess: () => {
      for (const queryKey of [reportKeys.all, readingTaskKeys.everyPriors, priorRequestKeys.all]) {
        void client.invalidateQueries({ queryKey });
      }
      onOpened?.();
    },
  });
}
