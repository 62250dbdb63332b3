import { createColumnHelper, tableFeatures } from "@tanstack/react-table";
import type { ReadingTask } from "@/api/types";
import { PriorityMark } from "@/ui/PriorityMark";
import { TimeLeftMark } from "@/ui/TimeLeftMark";
import { Elapsed, HolderCell, ImagesCell, PatientCell, StudyCell, StudyTimeCell } from "./cells";

/** One place in the list; its task is null until its page has come. */
export interface Slot {
  index: number;
  task: ReadingTask | null;
}

export const features = tableFeatures({});
const helper = createColumnHelper<typeof features, Slot>();

/** Column ids are also the keys of their headings' texts. */
export const columns = helper.columns([
  helper.display({
    id: "priority",
    cell: ({ row }) => row.original.task && <PriorityMark priority={row.original.task.priority} />,
  }),
  helper.display({
    id: "timeLeft",
    cell: ({ row: { original } }) =>
      original.task && (
        <TimeLeftMark dueAt={original.task.due_at} done={original.task.state === "COMPLETED"} />
      ),
  }),
  helper.display({
    id: "patient",
    cell: ({ row }) => row.original.task && <PatientCell task={row.original.task} />,
  }),
  helper.display({
    id: "patientId",
    cell: ({ row }) => row.original.task?.patient.patient_id,
  }),
  helper.display({
    id: "study",
    cell: ({ row }) => row.original.task && <StudyCell study={row.original.task.study} />,
  }),
  helper.display({ id: "site", cell: ({ row }) => row.original.task?.site.name }),
  helper.display({
    id: "images",
    cell: ({ row }) => row.original.task && <ImagesCell study={row.original.task.study} />,
  }),
  helper.display({
    id: "priors",
    cell: ({ row }) => row.original.task && (row.original.task.prior_count || "–"),
  }),
  helper.display({
    id: "received",
    cell: ({ row }) => row.original.task && <Elapsed since={row.original.task.received_at} />,
  }),
  helper.display({
    id: "studyTime",
    cell: ({ row }) => row.original.task && <StudyTimeCell task={row.original.task} />,
  }),
  helper.display({
    id: "holder",
    cell: ({ row }) => row.original.task && <HolderCell task={row.original.task} />,
  }),
]);

export type ColumnId =
  | "priority"
  | "timeLeft"
  | "patient"
  | "patientId"
  | "study"
  | "site"
  | "images"
  | "priors"
  | "received"
  | "studyTime"
  | "holder";

/** Grid track of each column, and the list width from which on it is shown. */
export const COLUMN_LAYOUT: Record<ColumnId, { track: string; from: number }> = {
  priority: { track: "6.25rem", from: 0 },
  timeLeft: { track: "5.75rem", from: 0 },
  patient: { track: "minmax(9rem, 2.3fr)", from: 0 },
  patientId: { track: "minmax(6rem, 0.5fr)", from: 1050 },
  study: { track: "minmax(9rem, 1.9fr)", from: 620 },
  site: { track: "minmax(6rem, 1.2fr)", from: 760 },
  images: { track: "6rem", from: 1180 },
  priors: { track: "3.5rem", from: 900 },
  received: { track: "5rem", from: 860 },
  studyTime: { track: "10.5rem", from: 1400 },
  holder: { track: "minmax(7rem, 0.6fr)", from: 480 },
};

/** The columns that fit into a list of this width. */
export function columnsFor(width: number): ColumnId[] {
  const ids = Object.keys(COLUMN_LAYOUT) as ColumnId[];
  return ids.filter((id) => COLUMN_LAYOUT[id].from <= width);
}
