import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { CopiedText } from "@/api/types";
import { Banner } from "@/ui/feedback";
import { countCopied } from "../model/copied";

/** Says how much of the text stands as it was copied, and from which reports. */
export function CopiedNote({
  copied,
  onConfirm,
}: {
  copied: readonly CopiedText[];
  onConfirm?: () => void;
}) {
  const { t } = useTranslation("reporting");
  if (copied.length === 0) return null;
  return (
    <Banner
      tone="warning"
      action={
        onConfirm ? (
          <Button size="compact-xs" variant="default" onClick={onConfirm}>
            {t("copied.confirm")}
          </Button>
        ) : null
      }
    >
      {countCopied(copied).map(({ origin, lines }) => (
        <div key={origin}>{t("copied.lines", { count: lines, origin })}</div>
      ))}
    </Banner>
  );
}
