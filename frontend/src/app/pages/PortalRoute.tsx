import { ToConfirm } from "@/features/confirmations";
import { WaitingFollowUps } from "@/features/follow-up";
import { PortalPage } from "@/features/portal";

export function PortalRoute() {
  return (
    <PortalPage
      urgent={
        <>
          <ToConfirm />
          <WaitingFollowUps address="/follow-ups" />
        </>
      }
    />
  );
}
