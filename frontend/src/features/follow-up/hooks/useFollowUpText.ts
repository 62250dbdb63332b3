import { useTranslation } from "react-i18next";
import type { FollowUp } from "@/api/followUps";
import { formatDate } from "@/lib/dates";

/** A follow-up in words: what is wanted, and when. */
export function useFollowUpText() {
  const { t } = useTranslation("followUp");

  function what(row: FollowUp): string {
    const side = row.laterality ? t(`sides.${row.laterality}`) : "";
    const named = row.procedure || (row.modality ? t(`modalities.${row.modality}`) : t("imaging"));
    return [named, [side, row.body_part].filter(Boolean).join(" ")].filter(Boolean).join(" · ");
  }

  function when(row: FollowUp): string {
    if (row.not_before === null || row.due_on === null) return t("undated");
    return t("window", { from: formatDate(row.not_before), by: formatDate(row.due_on) });
  }

  return { what, when };
}
