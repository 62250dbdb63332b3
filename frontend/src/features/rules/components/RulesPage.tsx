import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import {
  getRuleCatalogue,
  getRuleDraft,
  getRuleSet,
  listRuleSets,
  ruleSetKeys,
} from "@/api/ruleSets";
import { FailureState } from "@/ui/feedback";
import { Words } from "../model/words";
import { RuleWorkshop } from "./RuleWorkshop";
import styles from "./rules.module.css";
import { RuleLanguageContext } from "./ruleWords";

export type RulesPart = "draft" | "dryRun" | "changes" | "versions";

/** The practice's routing rules: a shared draft, its trial, and every version that was in force. */
export function RulesPage({
  part,
  onPart,
}: {
  part: RulesPart;
  onPart: (part: RulesPart) => void;
}) {
  const { t } = useTranslation(["rules", "common"]);
  const catalogue = useQuery({
    queryKey: ruleSetKeys.catalogue,
    queryFn: getRuleCatalogue,
    staleTime: 60_000,
  });
  // The draft in hand is the truth while the page is open; only opening it anew asks again.
  const draft = useQuery({
    queryKey: ruleSetKeys.draft,
    queryFn: getRuleDraft,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const versions = useQuery({ queryKey: ruleSetKeys.versions, queryFn: listRuleSets });
  const current = versions.data?.find((version) => version.current)?.number ?? null;
  const published = useQuery({
    queryKey: ruleSetKeys.version(current ?? 0),
    queryFn: () => getRuleSet(current ?? 0),
    enabled: current !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const language = useMemo(
    () =>
      catalogue.data
        ? { catalogue: catalogue.data, words: new Words(t, catalogue.data), texts: t }
        : null,
    [catalogue.data, t],
  );

  const error = catalogue.error ?? draft.error ?? versions.error ?? published.error;
  if (error) return <FailureState error={error} onRetry={retry} />;
  const waits = current !== null && !published.data;
  return (
    <div className={styles.page}>
      <title>{t("documentTitle")}</title>
      {language && draft.data && versions.data && !waits ? (
        <RuleLanguageContext value={language}>
          <RuleWorkshop
            key={draft.dataUpdatedAt}
            loaded={draft.data}
            published={published.data ?? null}
            versions={versions.data}
            part={part}
            onPart={onPart}
            onReload={() => void draft.refetch()}
          />
        </RuleLanguageContext>
      ) : (
        <p>{t("common:loading")}</p>
      )}
    </div>
  );

  function retry(): void {
    void catalogue.refetch();
    void draft.refetch();
    void versions.refetch();
    if (current !== null) void published.refetch();
  }
}
