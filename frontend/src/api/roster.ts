import { request } from "./http";
import type { components } from "./schema";
import { everyRow } from "./staffing";

type Schema = components["schemas"];

export type ShiftRole = Schema["ShiftRole"];
/** `rank` is the place on the on-call ladder, 1 first; `conflict` is empty when nothing is wrong. */
export type Shift = Schema["Shift"];
/** `recurrence` is an RFC 5545 rule, such as `FREQ=WEEKLY;BYDAY=MO,TU`. */
export type ShiftPattern = Schema["ShiftPattern"];
export type Absence = Schema["Absence"];
export type PatternWish = Required<Schema["NewShiftPatternRequest"]>;
export type NewShift = Schema["NewShiftRequest"];
export type NewAbsence = Schema["NewAbsenceRequest"];

export const rosterKeys = {
  all: ["roster"] as const,
  shifts: (from: string, to: string) => ["roster", "shifts", from, to] as const,
  patterns: ["roster", "patterns"] as const,
  absences: ["roster", "absences"] as const,
};

export const listShifts = (from: string, to: string) => everyRow<Shift>("/shifts", { from, to });

export function addShift(shift: NewShift): Promise<Shift> {
  return request("POST", "/shifts", { body: shift });
}

export function coverShift(id: string, reader: string): Promise<Shift> {
  return request("POST", `/shifts/${id}/cover`, { body: { reader } });
}

export function cancelShift(id: string): Promise<void> {
  return request("DELETE", `/shifts/${id}`);
}

export const listPatterns = () => everyRow<ShiftPattern>("/shift-patterns");

export function addPattern(pattern: PatternWish): Promise<ShiftPattern> {
  return request("POST", "/shift-patterns", { body: pattern });
}

export function changePattern(id: string, change: Partial<PatternWish>): Promise<ShiftPattern> {
  return request("PATCH", `/shift-patterns/${id}`, { body: change });
}

export function removePattern(id: string): Promise<void> {
  return request("DELETE", `/shift-patterns/${id}`);
}

export const listAbsences = () => everyRow<Absence>("/absences");

export function addAbsence(absence: NewAbsence): Promise<Absence> {
  return request("POST", "/absences", { body: absence });
}

export function removeAbsence(id: string): Promise<void> {
  return request("DELETE", `/absences/${id}`);
}
