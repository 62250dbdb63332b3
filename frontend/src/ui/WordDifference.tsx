import { useTranslation } from "react-i18next";
import styles from "./difference.module.css";

interface Section {
  code: string;
  title: string;
  changed: boolean;
  changes: readonly { operation: "same" | "removed" | "added"; text: string }[];
}

/** What was taken out is struck through, what was put in is underlined; unchanged sections are only named. */
export function WordDifference({ sections }: { sections: readonly Section[] }) {
  const { t } = useTranslation();
  const same = sections.filter(({ changed }) => !changed);
  return (
    <div className={styles.difference}>
      {sections
        .filter(({ changed }) => changed)
        .map(({ code, title, changes }) => (
          <section key={`${code}-${title}`}>
            <h4>{title}</h4>
            <p>
              {changes.map(({ operation, text }, place) => {
                // The pieces of a text have no name but their place in it.
                const key = `${place}-${operation}`;
                if (operation === "removed") return <del key={key}>{text}</del>;
                if (operation === "added") return <ins key={key}>{text}</ins>;
                return <span key={key}>{text}</span>;
              })}
            </p>
          </section>
        ))}
      {same.length > 0 ? (
        <small>
          {t("difference.same", { sections: same.map(({ title }) => title).join(", ") })}
        </small>
      ) : null}
    </div>
  );
}
