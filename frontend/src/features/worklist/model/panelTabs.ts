/** The parts of the panel beside the list. */
export const PANEL_TABS = [
  "details",
  "why",
  "clocks",
  "priors",
  "notes",
  "chat",
  "history",
] as const;
export type PanelTab = (typeof PANEL_TABS)[number];

export function isPanelTab(value: unknown): value is PanelTab {
  return PANEL_TABS.some((tab) => tab === value);
}
