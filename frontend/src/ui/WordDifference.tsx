import { useTranslation } from "react-i18next";
import styles from "./difference.module.css";

interface Change {
  operation: "same" | "removed" | "added";
  text: string;
}

interface Section {
  code: string;
  title: string;
  changed: boolean;
  changes: readonly Change[];
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
              {placed(changes).map(({ key, operation, text }) => {
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

/** A piece of a text has no name but where it begins. */
function placed(changes: readonly Change[]): (Change & { key: string })[] {
  let start = 0;
  return changes.map((change) => {
    const key = `${start}-${change.operation}`;
    start += change.text.length;
    return { ...change, key };
  });
}
