import { useParams } from "@tanstack/react-router";
import { AcknowledgePage } from "@/features/critical-results";

export function AcknowledgeRoute() {
  const { token } = useParams({ from: "/acknowledge/$token" });
  return <AcknowledgePage token={token} />;
}
