import { request } from "./http";
import { everyRow } from "./staffing";
import type { Person } from "./types";

export type ShiftRole = "reading" | "on_call" | "backup";

export interface Shift {
  id: string;
  reader: Person;
  role: ShiftRole;
  /** The place on the on-call ladder, 1 first. */
  rank: number;
  starts_at: string;
  ends_at: string;
  covered_for: Person | null;
  /** Why the reader could not read in it, such as `licence_ends`; empty when nothing is wrong. */
  conflict: string;
}

export interface ShiftPattern {
  id: string;
  reader: Person;
  role: ShiftRole;
  rank: number;
  time_zone: string;
  starts_on: string;
  until: string | null;
  start_time: string;
  duration_minutes: number;
  /** RFC 5545 recurrence rule, such as `FREQ=WEEKLY;BYDAY=MO,TU`. */
  recurrence: string;
}

export type PatternWish = Omit<ShiftPattern, "id" | "reader"> & { reader: string };

export interface Absence {
  id: string;
  reader: Person;
  starts_at: string;
  ends_at: string;
  reason: string;
}

export type NewShift = {
  reader: string;
  role: ShiftRole;
  rank: number;
  starts_at: string;
  ends_at: string;
};

export type NewAbsence = { reader: string; starts_at: string; ends_at: string; reason: string };

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
