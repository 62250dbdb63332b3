import { SiteTable, UnconfirmedTable } from "@/features/confirmations";
import { OperationsPage } from "@/features/operations";

export function OperationsRoute() {
  return <OperationsPage unconfirmed={<UnconfirmedTable />} sites={<SiteTable />} />;
}
