import { useQuery } from "@tanstack/react-query";
import { listStudySeries } from "@/api/studySeries";

/** The series of a study as it is now, for sharing them out among readers: some may have come late. */
export function useStudySeries(studyUid: string) {
  return useQuery({
    queryKey: ["study-series", studyUid],
    queryFn: ({ signal }) => listStudySeries(studyUid, signal),
    staleTime: 0,
    gcTime: 0,
  });
}
