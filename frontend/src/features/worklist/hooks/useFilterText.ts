import { useTranslation } from "react-i18next";
import { useSession } from "@/lib/currentSession";
import type { ChipKind } from "../model/filterChips";

/** A filter's value in words. */
export function useFilterText(): (kind: ChipKind, value: string) => string {
  const { t } = useTranslation(["worklist", "engine"]);
  const { sites } = useSession();

  return (kind, value) => {
    switch (kind) {
      case "sites":
        return sites.find(({ slug }) => slug === value)?.name ?? value;
      case "procedureGroups":
        return t(`engine:skill.${value}`, { defaultValue: value });
      case "pathways":
        return t(`engine:pathway.${value}`, { defaultValue: value });
      case "readTypes":
        return t(`engine:readType.${value}`, { defaultValue: value });
      case "held":
        return t(`filter.heldValue.${value === "held" ? "held" : "not_held"}`);
      case "dueWithin":
        return Number(value) < 120
          ? t("filter.dueWithinValue", { minutes: value })
          : t("filter.dueWithinHours", { hours: Number(value) / 60 });
      case "modalities":
      case "pools":
        return value;
    }
  };
}
