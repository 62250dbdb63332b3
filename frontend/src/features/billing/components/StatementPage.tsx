import { useTranslation } from "react-i18next";
import page from "@/ui/page.module.css";
import { StatementOf } from "./StatementOf";

/** A reader's own statement: every day, every study, and a word against any line. */
export function StatementPage() {
  const { t } = useTranslation("billing");
  return (
    <div className={page.page}>
      <title>{t("statement.documentTitle")}</title>
      <h1>{t("statement.pageTitle")}</h1>
      <StatementOf reader={null} disputes />
    </div>
  );
}
