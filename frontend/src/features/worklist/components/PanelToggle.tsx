import { Button } from "@mantine/core";
import { IconLayoutSidebarRight } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

export function PanelToggle({ shown, onToggle }: { shown: boolean; onToggle: () => void }) {
  const { t } = useTranslation("worklist");
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      leftSection={<IconLayoutSidebarRight size={15} />}
      aria-pressed={shown}
      onClick={onToggle}
    >
      {t(shown ? "detail.hide" : "detail.show")}
    </Button>
  );
}
