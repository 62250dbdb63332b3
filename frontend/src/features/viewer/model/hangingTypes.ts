/** Hanging protocols as data: what must hold, what it is worth, and what goes where. */

export const LAYOUTS = ["1x1", "1x2", "2x1", "2x2"] as const;
/** Rows by columns. */
export type Layout = (typeof LAYOUTS)[number];

export function paneCount(layout: Layout): number {
  return rowsOf(layout) * columnsOf(layout);
}

export function rowsOf(layout: Layout): number {
  return Number(layout[0]);
}

export function columnsOf(layout: Layout): number {
  return Number(layout[2]);
}

/** What rules may ask about a study. */
export interface HangingFacts {
  modality: string;
  bodyPart: string;
  stackCount: number;
  /** A prior of the same modality and body part exists. */
  comparablePrior: boolean;
}

export type HangingCondition = { id: string; weight: number; required: boolean } & (
  | { attribute: "modality" | "bodyPart"; oneOf: readonly string[] }
  | { attribute: "stackCount"; atLeast: number }
  | { attribute: "comparablePrior"; equals: boolean }
);

/** Which stack a pane wants: the best one left of a study, if possible with a view position. */
export interface PaneWish {
  study: "current" | "prior";
  viewPositions?: readonly string[];
}

export interface HangingRule {
  id: string;
  layout: Layout;
  conditions: readonly HangingCondition[];
  panes: readonly PaneWish[];
  autoplay: boolean;
}

/** Why a rule was taken or not: the ids of its conditions. */
export interface HangingMatch {
  rule: HangingRule;
  eligible: boolean;
  score: number;
  passed: string[];
  failed: string[];
}
