import type { RulesPart } from "@/features/rules";

const RULES_PARTS: readonly RulesPart[] = ["draft", "dryRun", "changes", "versions"];

export function rulesPart(value: unknown): RulesPart {
  return RULES_PARTS.find((part) => part === value) ?? "draft";
}
