import { useParams } from "@tanstack/react-router";
import { SiteStudyPage } from "@/features/portal";

export function SiteStudyRoute() {
  const { studyId } = useParams({ from: "/frame/portal/$studyId" });
  return <SiteStudyPage key={studyId} studyId={studyId} />;
}
