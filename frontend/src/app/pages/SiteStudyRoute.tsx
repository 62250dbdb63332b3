import { useParams } from "@tanstack/react-router";
import { BilledAsLine } from "@/features/billing";
import { ToConfirm } from "@/features/confirmations";
import { SiteFindings } from "@/features/critical-results";
import { SiteFollowUps } from "@/features/follow-up";
import { StudyThread } from "@/features/messages";
import { SiteStudyPage } from "@/features/portal";

export function SiteStudyRoute() {
  const { studyId } = useParams({ from: "/frame/portal/$studyId" });
  return (
    <SiteStudyPage
      key={studyId}
      studyId={studyId}
      urgent={
        <>
          <SiteFindings studyId={studyId} />
          <ToConfirm study={studyId} />
          <SiteFollowUps studyId={studyId} />
          <BilledAsLine study={studyId} />
        </>
      }
      renderMessages={(study) => <StudyThread study={study} side="site" />}
    />
  );
}
