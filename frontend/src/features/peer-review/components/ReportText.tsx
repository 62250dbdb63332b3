import { useTranslation } from "react-i18next";
import type { ReviewText } from "@/api/peerReview";
import styles from "./peerReview.module.css";

const BLANK = "[…]";

/** The report under review, names left out, and what was reported of it. */
export function ReportText({ sections, difference }: Pick<ReviewText, "sections" | "difference">) {
  const { t } = useTranslation("peerReview");
  const written = sections.filter(({ body }) => body.trim() !== "");
  const names = written.some(({ body }) => body.includes(BLANK));
  return (
    <>
      {difference ? (
        <section className={styles.said}>
          <h2>{t("desk.difference")}</h2>
          <p>{difference}</p>
        </section>
      ) : null}
      <article className={styles.report} aria-label={t("desk.report")}>
        <h2>{t("desk.report")}</h2>
        {written.map((section) => (
          <section key={section.code}>
            <h3>{section.title}</h3>
            <p>{section.body}</p>
          </section>
        ))}
        {names ? <small>{t("desk.names", { blank: BLANK })}</small> : null}
      </article>
    </>
  );
}
