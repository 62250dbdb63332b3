import { request } from "./http";
import type { NewOrder, Order, OrderChange, Page } from "./types";

export const orderKeys = { ofStudy: (study: string) => ["orders", "study", study] as const };

/** The order that goes with a study, or null when the site has sent none. */
export async function orderOfStudy(study: string): Promise<Order | null> {
  const body = await request<Page<Order>>("GET", "/orders", { query: { study, limit: 1 } });
  return body.results[0] ?? null;
}

export function placeOrder(order: NewOrder): Promise<Order> {
  return request("POST", "/orders", { body: order });
}

export function changeOrder(id: string, change: OrderChange): Promise<Order> {
  return request("PATCH", `/orders/${id}`, { body: change });
}
