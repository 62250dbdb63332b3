import { Button, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Banner, useFailureText } from "@/ui/feedback";
import { useDecision } from "../hooks/useFollowUps";

/** One press closes the follow-up with the study, or says that it is another one. */
export function Decision({ match }: { match: string }) {
  const { t } = useTranslation("followUp");
  const failureText = useFailureText();
  const decision = useDecision();
  return (
    <>
      <Group gap="xs">
        <Button
          size="compact-sm"
          loading={decision.isPending}
          onClick={() => decision.mutate({ match, action: "accept" })}
        >
          {t("match.accept")}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          disabled={decision.isPending}
          onClick={() => decision.mutate({ match, action: "refuse" })}
        >
          {t("match.refuse")}
        </Button>
      </Group>
      {decision.error ? <Banner tone="danger">{failureText(decision.error)}</Banner> : null}
    </>
  );
}
