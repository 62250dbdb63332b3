import type { BillingPart } from "@/features/billing";
import type { CriticalPart } from "@/features/critical-results";
import type { ReviewPart } from "@/features/peer-review";
import type { RulesPart } from "@/features/rules";
import type { ServicePart } from "@/features/service";
import type { StaffingPart } from "@/features/staffing";

const CRITICAL: readonly CriticalPart[] = ["board", "contacts", "policy", "month"];
const REVIEW: readonly ReviewPart[] = [
  "todo",
  "feedback",
  "library",
  "committee",
  "figures",
  "policy",
];
const RULES: readonly RulesPart[] = ["draft", "dryRun", "changes", "versions"];
const STAFFING: readonly StaffingPart[] = ["readers", "roster", "pools", "expiries"];
const SERVICE: readonly ServicePart[] = [
  "matrix",
  "calendars",
  "pathways",
  "together",
  "breaches",
  "stat",
];

const BILLING: readonly BillingPart[] = [
  "invoices",
  "unpriced",
  "rates",
  "types",
  "quote",
  "statements",
  "margin",
  "reconcile",
  "terms",
];

/** Which part of a page an address names; the first where it names none. */
export function billingPart(value: unknown): BillingPart {
  return BILLING.find((part) => part === value) ?? "invoices";
}

export function criticalPart(value: unknown): CriticalPart {
  return CRITICAL.find((part) => part === value) ?? "board";
}

/** Undefined where it names none: the first that is open to the person is shown. */
export function reviewPart(value: unknown): ReviewPart | undefined {
  return REVIEW.find((part) => part === value);
}

export function rulesPart(value: unknown): RulesPart {
  return RULES.find((part) => part === value) ?? "draft";
}

export function staffingPart(value: unknown): StaffingPart {
  return STAFFING.find((part) => part === value) ?? "readers";
}

export function servicePart(value: unknown): ServicePart {
  return SERVICE.find((part) => part === value) ?? "matrix";
}
