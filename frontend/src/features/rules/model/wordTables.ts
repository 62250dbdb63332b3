import type { TFunction } from "i18next";

export type RuleTexts = TFunction<["rules", "common"]>;

export type Table = ReadonlyMap<string, string>;

function tableOf(texts: Readonly<Record<string, string>>): Table {
  return new Map(Object.entries(texts));
}

/** Every text that is looked up by a code from the back end, read once: they are asked for a lot. */
export function tablesOf(t: RuleTexts) {
  const table = { returnObjects: true } as const;
  return {
    field: tableOf(t("field", table)),
    synonym: tableOf(t("synonym", table)),
    operator: tableOf(t("operator", table)),
    unit: tableOf(t("unit", table)),
    holds: tableOf(t("holds", table)),
    fails: tableOf(t("fails", table)),
    action: tableOf(t("action", table)),
    actionSynonym: tableOf(t("actionSynonym", table)),
    parameter: tableOf(t("parameter", table)),
  };
}

/** Our own words for parameter values that mean the same in every practice. */
export function valueTablesOf(t: RuleTexts): ReadonlyMap<string, Table> {
  const table = { returnObjects: true } as const;
  return new Map([
    ["skill", tableOf(t("skill", table))],
    ["level", tableOf(t("level", table))],
    ["recipient", tableOf(t("recipient", table))],
    ["unless", tableOf(t("unless", table))],
    ["workflow", tableOf(t("workflow", table))],
    ["priority", tableOf(t("priority", { ...table, ns: "common" }))],
  ]);
}
