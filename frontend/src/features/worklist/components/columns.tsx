import type { ReactNode } from "react";
import type { ReadingTask } from "@/api/types";
import { PriorityMark } from "@/ui/PriorityMark";
import { TimeLeftMark } from "@/ui/TimeLeftMark";
import type { ColumnId } from "../model/columnLayout";
import { BadgesCell } from "./BadgesCell";
import {
  Elapsed,
  HolderCell,
  ImagesCell,
  KindCell,
  PatientCell,
  Plain,
  ReadTypeCell,
  SignedCell,
  StudyCell,
  StudyTimeCell,
  WorkCell,
} from "./cells";

/** What each column shows of a task; the ids are also the keys of the headings' texts. */
export const CELLS: Record<ColumnId, (task: ReadingTask) => ReactNode> = {
  priority: (task) => <PriorityMark priority={task.priority} />,
  timeLeft: (task) =>
    task.completed_at ? (
      <SignedCell at={task.completed_at} />
    ) : (
      <TimeLeftMark
        dueAt={task.due_at}
        done={task.state === "CANCELED"}
        stoppedAt={task.hold?.since ?? null}
      />
    ),
  patient: (task) => <PatientCell task={task} />,
  patientId: (task) => <Plain text={task.patient.patient_id} />,
  study: (task) => <StudyCell study={task.study} />,
  badges: (task) => <BadgesCell task={task} />,
  site: (task) => <Plain text={task.site.name} />,
  procedureGroup: (task) => <KindCell group={task.procedure_group} />,
  readType: (task) => <ReadTypeCell readType={task.read_type} />,
  pool: (task) => <Plain text={task.pool?.name ?? "–"} />,
  images: (task) => <ImagesCell study={task.study} />,
  priors: (task) => task.prior_count || "–",
  minutes: (task) => <WorkCell task={task} />,
  received: (task) => <Elapsed since={task.received_at} />,
  studyTime: (task) => <StudyTimeCell task={task} />,
  accession: (task) => <Plain text={task.study.accession_number} />,
  indication: (task) => <Plain text={task.indication} />,
  holder: (task) => <HolderCell task={task} />,
};
