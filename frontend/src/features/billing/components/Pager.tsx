import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { BILLING_PAGE } from "@/api/billing";
import styles from "./billing.module.css";

/** Leads through a list that is longer than a page; nothing where it is not. */
export function Pager({
  offset,
  count,
  onOffset,
}: {
  offset: number;
  count: number;
  onOffset: (offset: number) => void;
}) {
  const { t } = useTranslation("billing");
  if (count <= BILLING_PAGE) return null;
  const last = Math.min(offset + BILLING_PAGE, count);
  return (
    <div className={styles.pager}>
      <Button
        size="compact-sm"
        variant="default"
        disabled={offset === 0}
        onClick={() => onOffset(Math.max(0, offset - BILLING_PAGE))}
      >
        {t("pager.before")}
      </Button>
      <span>{t("pager.shown", { first: offset + 1, last, count })}</span>
      <Button
        size="compact-sm"
        variant="default"
        disabled={last >= count}
        onClick={() => onOffset(offset + BILLING_PAGE)}
      >
        {t("pager.next")}
      </Button>
    </div>
  );
}
