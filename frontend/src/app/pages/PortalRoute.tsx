import { ToConfirm } from "@/features/confirmations";
import { PortalPage } from "@/features/portal";

export function PortalRoute() {
  return <PortalPage urgent={<ToConfirm />} />;
}
