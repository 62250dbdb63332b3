import type { ReadingTask } from "@/api/types";

/** Whether these tasks could be read together, as far as a row tells; the server decides. */
export function areOfOnePatient(tasks: readonly ReadingTask[]): boolean {
  const [first, ...others] = tasks;
  return others.every(
    ({ patient, site, read_type }) =>
      patient.id === first?.patient.id &&
      site.id === first.site.id &&
      read_type === first.read_type,
  );
}
