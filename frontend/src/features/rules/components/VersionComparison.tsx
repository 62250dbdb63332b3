import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { getRuleSet, ruleSetKeys } from "@/api/ruleSets";
import { FailureState } from "@/ui/feedback";
import { compareRules } from "../model/diff";
import { ChangeList } from "./ChangeList";

/** What a version changed against the one before it. */
export function VersionComparison({ number }: { number: number }) {
  const { t } = useTranslation(["rules", "common"]);
  const after = useRuleSet(number);
  const before = useRuleSet(number - 1);
  const error = after.error ?? before.error;
  if (error) return <FailureState error={error} />;
  if (!after.data || (number > 1 && !before.data)) return <p>{t("common:loading")}</p>;
  return (
    <section>
      <h2>{t("change.compared", { from: number - 1, to: number })}</h2>
      <ChangeList changes={compareRules(before.data?.rules ?? [], after.data.rules)} />
    </section>
  );
}

/** A published version never changes; number 0 stands for no rules at all. */
function useRuleSet(number: number) {
  return useQuery({
    queryKey: ruleSetKeys.version(number),
    queryFn: () => getRuleSet(number),
    enabled: number > 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
}
