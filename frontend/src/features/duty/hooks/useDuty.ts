import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import {
  dutyKeys,
  getAvailability,
  getReadingLocation,
  listShiftsOf,
  putAvailability,
  putReadingLocation,
  searchJurisdictions,
} from "@/api/duty";
import { readingTaskKeys } from "@/api/readingTasks";
import { useSession } from "@/lib/currentSession";
import { useFailureText } from "@/ui/feedback";

const ASKED_EVERY_MS = 60_000;
const DAY_MS = 86_400_000;

/** Whether the person is available, where they read, and their shifts; with ways to say so anew. */
export function useDuty() {
  const client = useQueryClient();
  const failureText = useFailureText();
  const me = useSession().user.id;
  const availability = useQuery({
    queryKey: dutyKeys.availability,
    queryFn: getAvailability,
    refetchInterval: ASKED_EVERY_MS,
  });
  const location = useQuery({
    queryKey: dutyKeys.location,
    queryFn: getReadingLocation,
    refetchInterval: ASKED_EVERY_MS,
  });
  const code = location.data?.jurisdiction ?? "";
  const place = useQuery({
    queryKey: [...dutyKeys.jurisdictions, code],
    queryFn: () => searchJurisdictions(code),
    enabled: code !== "",
    staleTime: Number.POSITIVE_INFINITY,
  });
  const shifts = useQuery({
    queryKey: dutyKeys.shifts,
    queryFn: () => {
      const now = Date.now();
      const day = (offset: number) => new Date(now + offset * DAY_MS).toISOString();
      return listShiftsOf({ from: day(-1), to: day(7), reader: me });
    },
    refetchInterval: 10 * ASKED_EVERY_MS,
    retry: false,
  });

  const tell = (error: Error) =>
    void notifications.show({ color: "red", message: failureText(error) });
  // What one may read follows from both, so every list is asked for again.
  const settled = () => client.invalidateQueries({ queryKey: readingTaskKeys.all });
  const declare = useMutation({
    mutationFn: putAvailability,
    onSuccess: (answer) => {
      client.setQueryData(dutyKeys.availability, answer);
      return settled();
    },
    onError: tell,
  });
  const move = useMutation({
    mutationFn: putReadingLocation,
    onSuccess: (answer) => {
      client.setQueryData(dutyKeys.location, answer);
      return settled();
    },
    onError: tell,
  });
  const placeName = place.data?.find((known) => known.code === code)?.name ?? code;
  return { availability, location, placeName, shifts, declare, move };
}
