import {
  IconAlertTriangle,
  IconBlockquote,
  IconCalendarRepeat,
  IconClipboardList,
  IconClockCheck,
  IconGridDots,
  IconHeartRateMonitor,
  IconListCheck,
  IconMicrophone,
  IconReceipt,
  IconReportMoney,
  IconRoute,
  IconScale,
  IconUsers,
  IconUsersGroup,
} from "@tabler/icons-react";
import type { Capability, Session } from "@/api/types";
import { sessionMay } from "@/lib/currentSession";

/** The places of the product, and which capabilities lead there: any one of them is enough. */
const PLACES = [
  { to: "/worklist", name: "worklist", icon: IconListCheck, needs: ["worklist.view"] },
  { to: "/portal", name: "portal", icon: IconClipboardList, needs: ["portal.view"] },
  {
    to: "/critical",
    name: "critical",
    icon: IconAlertTriangle,
    needs: ["critical.communicate", "critical.report"],
  },
  {
    to: "/follow-ups",
    name: "followUps",
    icon: IconCalendarRepeat,
    needs: ["follow_up.view"],
  },
  {
    to: "/dictation",
    name: "dictation",
    icon: IconMicrophone,
    needs: ["dictation.use", "dictation.transcribe", "dictation.manage"],
  },
  {
    to: "/peer-review",
    name: "peerReview",
    icon: IconUsersGroup,
    needs: ["review.perform", "review.respond", "review.manage", "review.arbitrate"],
  },
  {
    to: "/billing",
    name: "billing",
    icon: IconReceipt,
    needs: ["billing.view", "invoice.view"],
  },
  { to: "/statement", name: "statement", icon: IconReportMoney, needs: ["statement.view_own"] },
  { to: "/rules", name: "rules", icon: IconRoute, needs: ["rules.manage"] },
  { to: "/staffing", name: "staffing", icon: IconUsers, needs: ["staffing.view"] },
  { to: "/coverage", name: "coverage", icon: IconGridDots, needs: ["staffing.view"] },
  { to: "/service", name: "service", icon: IconClockCheck, needs: ["worklist.manage"] },
  {
    to: "/fairness",
    name: "fairness",
    icon: IconScale,
    needs: ["fairness.view", "worklist.claim"],
  },
  {
    to: "/macros",
    name: "macros",
    icon: IconBlockquote,
    needs: ["report.write", "templates.manage"],
  },
  {
    to: "/operations",
    name: "operations",
    icon: IconHeartRateMonitor,
    needs: ["operations.view", "intake.view"],
  },
] as const;

export type Place = (typeof PLACES)[number];

export function placesFor(session: Session) {
  return PLACES.filter(({ needs }) => {
    const enough: readonly Capability[] = needs;
    return enough.some((capability) => sessionMay(session, capability));
  });
}
