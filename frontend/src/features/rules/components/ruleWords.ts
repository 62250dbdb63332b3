import { createContext, useContext } from "react";
import type { RuleCatalogue } from "@/api/ruleTypes";
import type { RuleTexts, Words } from "../model/words";

/** The practice's catalogue and the words it is spoken with, for everything on the rules page. */
export interface RuleLanguage {
  catalogue: RuleCatalogue;
  words: Words;
  texts: RuleTexts;
}

export const RuleLanguageContext = createContext<RuleLanguage | null>(null);

export function useRuleWords(): RuleLanguage {
  const language = useContext(RuleLanguageContext);
  if (!language) throw new Error("useRuleWords needs a page that has loaded the rule catalogue");
  return language;
}
