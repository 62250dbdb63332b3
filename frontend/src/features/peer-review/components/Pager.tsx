import { Button, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { REVIEW_PAGE } from "@/api/peerReview";

/** Leads through a long list; nothing where one page holds it. */
export function Pager({
  count,
  offset,
  onOffset,
}: {
  count: number;
  offset: number;
  onOffset: (offset: number) => void;
}) {
  const { t } = useTranslation("peerReview");
  if (count <= REVIEW_PAGE) return null;
  const last = Math.min(count, offset + REVIEW_PAGE);
  return (
    <Group mb="md" gap="sm">
      <Button
        size="compact-sm"
        variant="default"
        disabled={offset === 0}
        onClick={() => onOffset(Math.max(0, offset - REVIEW_PAGE))}
      >
        {t("before")}
      </Button>
      <span>{t("range", { first: offset + 1, last, count })}</span>
      <Button
        size="compact-sm"
        variant="default"
        disabled={last >= count}
        onClick={() => onOffset(offset + REVIEW_PAGE)}
      >
        {t("after")}
      </Button>
    </Group>
  );
}
