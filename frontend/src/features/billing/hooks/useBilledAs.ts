import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { billingKeys, confirmStudyType, getStudyTypeOf } from "@/api/billing";

/** What a study is billed as, for whom the practice asks; `null` for everybody else. */
export function useBilledAs(study: string, enabled: boolean) {
  const client = useQueryClient();
  const queryKey = billingKeys.of("billed-as", { study });
  const found = useQuery({ queryKey, queryFn: () => getStudyTypeOf(study), enabled });
  const confirm = useMutation({
    mutationFn: (studyType: string) => confirmStudyType(study, studyType),
    onSuccess: (answer) => client.setQueryData(queryKey, answer),
  });
  const answer = found.data?.asked ? found.data : null;

  /** Who signs confirms what stands there; a correction made before stands. */
  function signed(): void {
    if (answer && !answer.confirmation && answer.study_type) confirm.mutate(answer.study_type.id);
  }
  return { answer, confirm, signed };
}
