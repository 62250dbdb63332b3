import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
} from "@tanstack/react-router";
import { FollowUpsPage } from "@/features/follow-up";
import type { ReviewPart } from "@/features/peer-review";
import { SessionGate } from "@/features/session";
import { SettingsPage } from "@/features/settings";
import { filtersFromSearch, searchFromFilters } from "@/features/worklist";
import { AppFrame } from "./frame/AppFrame";
import { AcknowledgeRoute } from "./pages/AcknowledgeRoute";
import { CriticalRoute } from "./pages/CriticalRoute";
import {
  billingPart,
  criticalPart,
  reviewPart,
  rulesPart,
  servicePart,
  staffingPart,
} from "./pages/deskParts";
import { CrashPage, NotFoundPage } from "./pages/FallbackPages";
import { HomePage } from "./pages/HomePage";
import { OperationsRoute } from "./pages/OperationsRoute";
import { PortalRoute } from "./pages/PortalRoute";
import { SiteStudyRoute } from "./pages/SiteStudyRoute";
import { WorklistRoute } from "./pages/WorklistRoute";

const root = createRootRoute({
  component: Outlet,
  notFoundComponent: NotFoundPage,
  errorComponent: CrashPage,
});

const frame = createRoute({
  getParentRoute: () => root,
  id: "frame",
  component: () => (
    <SessionGate>
      <AppFrame />
    </SessionGate>
  ),
});

/** Open to who has the link: no session is asked for. */
const acknowledge = createRoute({
  getParentRoute: () => root,
  path: "/acknowledge/$token",
  component: AcknowledgeRoute,
});

const critical = createRoute({
  getParentRoute: () => frame,
  path: "/critical",
  validateSearch: (search: Record<string, unknown>) => ({ part: criticalPart(search.part) }),
  component: CriticalRoute,
});

const followUps = createRoute({
  getParentRoute: () => frame,
  path: "/follow-ups",
  component: FollowUpsPage,
});

const home = createRoute({ getParentRoute: () => frame, path: "/", component: HomePage });

const login = createRoute({ getParentRoute: () => frame, path: "/login", component: HomePage });

const worklist = createRoute({
  getParentRoute: () => frame,
  path: "/worklist",
  validateSearch: (search: Record<string, unknown>) => searchFromFilters(filtersFromSearch(search)),
  component: WorklistRoute,
});

const read = createRoute({
  getParentRoute: () => frame,
  path: "/read/$taskId",
  component: lazyRouteComponent(() => import("./pages/ReadingRoute"), "ReadingRoute"),
});

const portal = createRoute({
  getParentRoute: () => frame,
  path: "/portal",
  component: PortalRoute,
});

const siteStudy = createRoute({
  getParentRoute: () => frame,
  path: "/portal/$studyId",
  component: SiteStudyRoute,
});

const rules = createRoute({
  getParentRoute: () => frame,
  path: "/rules",
  validateSearch: (search: Record<string, unknown>) => ({ part: rulesPart(search.part) }),
  component: lazyRouteComponent(() => import("./pages/RulesRoute"), "RulesRoute"),
});

const staffing = createRoute({
  getParentRoute: () => frame,
  path: "/staffing",
  validateSearch: (search: Record<string, unknown>) => ({ part: staffingPart(search.part) }),
  component: lazyRouteComponent(() => import("./pages/StaffingRoutes"), "StaffingRoute"),
});

const reader = createRoute({
  getParentRoute: () => frame,
  path: "/staffing/readers/$readerId",
  component: lazyRouteComponent(() => import("./pages/StaffingRoutes"), "ReaderRoute"),
});

const coverage = createRoute({
  getParentRoute: () => frame,
  path: "/coverage",
  component: lazyRouteComponent(() => import("./pages/StaffingRoutes"), "CoverageRoute"),
});

const service = createRoute({
  getParentRoute: () => frame,
  path: "/service",
  validateSearch: (search: Record<string, unknown>) => ({ part: servicePart(search.part) }),
  component: lazyRouteComponent(() => import("./pages/ServiceRoute"), "ServiceRoute"),
});

const fairness = createRoute({
  getParentRoute: () => frame,
  path: "/fairness",
  component: lazyRouteComponent(() => import("./pages/FairnessRoute"), "FairnessRoute"),
});

const operations = createRoute({
  getParentRoute: () => frame,
  path: "/operations",
  component: OperationsRoute,
});

const macros = createRoute({
  getParentRoute: () => frame,
  path: "/macros",
  component: lazyRouteComponent(() => import("./pages/MacrosRoute"), "MacrosRoute"),
});

const dictation = createRoute({
  getParentRoute: () => frame,
  path: "/dictation",
  component: lazyRouteComponent(() => import("./pages/DictationRoute"), "DictationRoute"),
});

const peerReview = createRoute({
  getParentRoute: () => frame,
  path: "/peer-review",
  validateSearch: (search: Record<string, unknown>): { part?: ReviewPart } => {
    const part = reviewPart(search.part);
    return part ? { part } : {};
  },
  component: lazyRouteComponent(() => import("./pages/PeerReviewRoute"), "PeerReviewRoute"),
});

const review = createRoute({
  getParentRoute: () => frame,
  path: "/peer-review/reviews/$reviewId",
  component: lazyRouteComponent(() => import("./pages/PeerReviewRoute"), "ReviewRoute"),
});

const committeeCase = createRoute({
  getParentRoute: () => frame,
  path: "/peer-review/cases/$caseId",
  component: lazyRouteComponent(() => import("./pages/PeerReviewRoute"), "CaseRoute"),
});

const billing = createRoute({
  getParentRoute: () => frame,
  path: "/billing",
  validateSearch: (search: Record<string, unknown>) => ({ part: billingPart(search.part) }),
  component: lazyRouteComponent(() => import("./pages/BillingRoutes"), "BillingRoute"),
});

const statement = createRoute({
  getParentRoute: () => frame,
  path: "/statement",
  component: lazyRouteComponent(() => import("./pages/BillingRoutes"), "StatementRoute"),
});

const settings = createRoute({
  getParentRoute: () => frame,
  path: "/settings",
  component: SettingsPage,
});

const templates = createRoute({
  getParentRoute: () => frame,
  path: "/settings/templates",
  validateSearch: (search: Record<string, unknown>): { template?: string } =>
    typeof search.template === "string" ? { template: search.template } : {},
  component: lazyRouteComponent(() => import("./pages/TemplatesRoute"), "TemplatesRoute"),
});

const places = [
  home,
  login,
  worklist,
  read,
  portal,
  critical,
  followUps,
  siteStudy,
  rules,
  staffing,
  reader,
  coverage,
  service,
  fairness,
  operations,
  macros,
  dictation,
  peerReview,
  review,
  committeeCase,
  billing,
  statement,
  settings,
  templates,
] as const;
const tree = root.addChildren([acknowledge, frame.addChildren(places)]);

export const router = createRouter({ routeTree: tree, defaultPreload: "intent" });

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
