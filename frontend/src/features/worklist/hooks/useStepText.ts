import { useTranslation } from "react-i18next";
import type { EscalationStep } from "@/api/types";
import { targetOf } from "../model/ladder";
import { usePoolNames } from "./usePoolNames";

type Said = Pick<EscalationStep, "kind" | "target"> &
  Partial<Pick<EscalationStep, "rank" | "unless">>;

/** What a step of the ladder does, to whom, and when not. */
export function useStepText(): (step: Said) => string {
  const { t } = useTranslation("worklist");
  const pools = usePoolNames();
  return (step) => {
    const { code, pool } = targetOf(step);
    const whom = code
      ? t(`ladder.target.${code}`, { defaultValue: "", pool: pools.get(pool) ?? pool })
      : "";
    const rank =
      step.target === "on_call" && (step.rank ?? 1) > 1
        ? t("ladder.rank", { rank: step.rank })
        : "";
    const unless = step.unless ? t(`ladder.unless.${step.unless}`, { defaultValue: "" }) : "";
    const kind = t(`ladder.kind.${step.kind}`, { defaultValue: step.kind });
    return [kind, whom, rank, unless].filter(Boolean).join(" ");
  };
}
