import { useQuery } from "@tanstack/react-query";
import { listStudySeries } from "@/api/studySeries";

/** The series of a study, for sharing them out among readers. */
export function useStudySeries(studyUid: string) {
  return useQuery({
    queryKey: ["study-series", studyUid],
    queryFn: ({ signal }) => listStudySeries(studyUid, signal),
    staleTime: 60_000,
  });
}
