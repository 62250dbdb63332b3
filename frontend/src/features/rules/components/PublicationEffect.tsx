import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { getPublicationEffect, reroutingKeys } from "@/api/reroutings";

/** How many waiting studies publishing will route again, and which it leaves alone. */
export function PublicationEffect() {
  const { t } = useTranslation("rules");
  const effect = useQuery({
    queryKey: reroutingKeys.effect,
    queryFn: getPublicationEffect,
    staleTime: 0,
  }).data;
  if (!effect) return null;
  const left = effect.claimed + effect.on_hold + effect.given;
  return (
    <Text size="sm" role="status">
      {t("effect.waiting", { count: effect.waiting })}{" "}
      {effect.priority_set > 0 ? `${t("effect.prioritySet", { count: effect.priority_set })} ` : ""}
      {left > 0
        ? t("effect.left", {
            claimed: effect.claimed,
            onHold: effect.on_hold,
            given: effect.given,
          })
        : ""}
    </Text>
  );
}
