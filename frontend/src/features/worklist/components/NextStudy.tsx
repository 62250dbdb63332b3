import { Button } from "@mantine/core";
import { IconPlayerTrackNext } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { KeyHint } from "@/ui/feedback";
import type { useNextStudy } from "../hooks/useNextStudy";

type Next = ReturnType<typeof useNextStudy>;

/** Takes whatever study is first in line. */
export function NextStudyButton({ next, big = false }: { next: Next; big?: boolean }) {
  const { t } = useTranslation("worklist");
  return (
    <Button
      size={big ? "lg" : "compact-sm"}
      title={t("next.hint")}
      leftSection={<IconPlayerTrackNext size={big ? 20 : 14} />}
      rightSection={<KeyHint>n</KeyHint>}
      loading={next.isPending}
      onClick={() => next.mutate()}
    >
      {t("next.action")}
    </Button>
  );
}
