import { useParams } from "@tanstack/react-router";
import { SiteFindings } from "@/features/critical-results";
import { StudyThread } from "@/features/messages";
import { SiteStudyPage } from "@/features/portal";

export function SiteStudyRoute() {
  const { studyId } = useParams({ from: "/frame/portal/$studyId" });
  return (
    <SiteStudyPage
      key={studyId}
      studyId={studyId}
      urgent={<SiteFindings studyId={studyId} />}
      renderMessages={(study) => <StudyThread study={study} side="site" />}
    />
  );
}
