import { useTranslation } from "react-i18next";
import type { FollowUpState } from "@/api/followUps";
import { Tag } from "@/ui/Tag";
import { STATE_LOOK } from "../model/followUps";

export function StateTag({ state }: { state: FollowUpState }) {
  const { t } = useTranslation("followUp");
  return <Tag {...STATE_LOOK[state]}>{t(`states.${state}`)}</Tag>;
}
