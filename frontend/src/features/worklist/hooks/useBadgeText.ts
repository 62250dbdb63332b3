import { useTranslation } from "react-i18next";
import type { Badge } from "../model/badges";

/** A badge's word for the list, and its meaning in full. */
export function useBadgeText(): (badge: Badge) => { short: string; long: string } {
  const { t } = useTranslation(["worklist", "engine"]);

  return ({ kind, value, shape }) => {
    switch (kind) {
      case "hold": {
        const reason = t(`engine:hold.${value}`, { defaultValue: value });
        return { short: reason, long: t("heldFor", { reason }) };
      }
      case "messages":
        return { short: value, long: t("badge.messages", { count: Number(value) }) };
      case "linked":
        return {
          short: t("badge.linked", { count: Number(value) }),
          long: t("badge.linkedHint", { count: Number(value) }),
        };
      case "part":
        return { short: value, long: t("badge.part", { value }) };
      case "pathway":
        return same(t(`engine:pathway.${value}`, { defaultValue: value }));
      case "readType":
        return {
          short: t(`engine:readTypeShort.${value}`, { defaultValue: value }),
          long: t(`engine:readType.${value}`, { defaultValue: value }),
        };
      case "needs": {
        const skill = t(`engine:skill.${value}`, { defaultValue: value });
        const level = t(`engine:level.${shape.length}`, { defaultValue: "" });
        return { short: skill, long: t("badge.needsHint", { value: skill, level }) };
      }
      case "priors":
        if (/^\d+$/.test(value)) {
          return { short: value, long: t("badge.priors", { count: Number(value) }) };
        }
        return {
          short: t(`engine:priorStatusShort.${value}`, { defaultValue: value }),
          long: t(`engine:priorStatus.${value}`, { defaultValue: value }),
        };
      default:
        return same(t(`badge.${kind}`, { value }));
    }
  };
}

function same(text: string): { short: string; long: string } {
  return { short: text, long: text };
}
