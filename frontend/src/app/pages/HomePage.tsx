import { Navigate } from "@tanstack/react-router";
import { useSession } from "@/lib/currentSession";

/** Leads each person to the place their work is at. */
export function HomePage() {
  const { capabilities } = useSession();
  if (capabilities.includes("worklist.view")) return <Navigate to="/worklist" replace />;
  if (capabilities.includes("portal.view")) return <Navigate to="/portal" replace />;
  if (capabilities.includes("operations.view")) return <Navigate to="/operations" replace />;
  if (capabilities.includes("dictation.transcribe")) return <Navigate to="/dictation" replace />;
  if (capabilities.includes("billing.view"))
    return <Navigate to="/billing" search={{ part: "invoices" }} replace />;
  return <Navigate to="/settings" replace />;
}
