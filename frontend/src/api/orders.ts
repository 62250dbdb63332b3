import { request } from "./http";
import type { Person, Priority } from "./types";

export type PatientClass = "emergency" | "inpatient" | "outpatient";

export interface Order {
  id: string;
  accession_number: string;
  procedure: string;
  indication: string;
  patient_class: PatientClass | "";
  location: string;
  referring_physician: string;
  priority: Priority;
  stat_attestation: { reason: string; by: Person | null; at: string } | null;
  study: string | null;
  state: string;
}

export interface OrderChange {
  indication: string;
  patient_class: PatientClass;
  location: string;
  referring_physician: string;
  priority: Priority;
  /** Why life or limb is at risk; asked for when the priority is STAT. */
  stat_attestation?: { reason: string };
}

export interface NewOrder extends OrderChange {
  site: string;
  accession_number: string;
  procedure: string;
  modality: string;
  body_part: string;
  patient: { patient_id: string; name: string; birth_date: string | null; sex: string };
}

export const orderKeys = { ofStudy: (study: string) => ["orders", "study", study] as const };

/** The order that goes with a study, or null when the site has sent none. */
export async function orderOfStudy(study: string): Promise<Order | null> {
  const body = await request<{ results: Order[] }>("GET", "/orders", {
    query: { study, limit: 1 },
  });
  return body.results.find((order) => order.study === study) ?? null;
}

export function placeOrder(order: NewOrder): Promise<Order> {
  return request("POST", "/orders", { body: order });
}

export function changeOrder(id: string, change: OrderChange): Promise<Order> {
  return request("PATCH", `/orders/${id}`, { body: change });
}
