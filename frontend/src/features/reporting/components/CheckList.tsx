import { Button, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { CheckResult, Section } from "@/api/types";
import { selectInSection } from "../editor/places";
import type { Checks } from "../hooks/useChecks";
import { fieldPlace } from "../model/checks";
import styles from "./checks.module.css";

interface Props {
  checks: Checks;
  sections: readonly Section[];
  /** What to say where nothing was found; without it, nothing is shown. */
  empty?: string;
  /** Called before the place is shown, where something lies over the text. */
  onShow?: () => void;
}

/** What the checks found: one press to the place, or a reason why it is right. Nothing where all is well. */
export function CheckList({ checks, sections, empty, onShow }: Props) {
  const { t } = useTranslation("reporting");
  if (checks.failed && checks.results.length === 0) {
    return <p className={styles.quiet}>{t("checks.failed")}</p>;
  }
  if (checks.results.length === 0) {
    return empty === undefined ? null : <p className={styles.quiet}>{empty}</p>;
  }

  function show(result: CheckResult): void {
    const place = sections.findIndex(({ code }) => code === result.section);
    const { start, end } = fieldPlace(sections[place]?.body ?? "", result);
    onShow?.();
    // A dialog gives the focus back as it closes; the place is shown after that.
    window.setTimeout(() => selectInSection(place + 1, start, end), onShow ? 250 : 0);
  }

  return (
    <section
      className={styles.checks}
      aria-label={t("checks.title", { count: checks.results.length })}
    >
      <h3 role="status">
        <span aria-hidden>⚠</span> {t("checks.title", { count: checks.results.length })}
      </h3>
      <ul>
        {checks.results.map((result) => {
          const reason = checks.reasonOf(result);
          const given = reason.trim() !== "";
          const title = sections.find(({ code }) => code === result.section)?.title ?? "";
          return (
            <li key={`${result.code}-${result.section}-${result.start}`} data-given={given}>
              <p>
                <span className={styles.mark}>
                  {t(given ? "checks.overridden" : "checks.open")}
                </span>{" "}
                {result.message}
              </p>
              <div className={styles.answer}>
                <Button size="compact-xs" variant="default" onClick={() => show(result)}>
                  {t("checks.show", { section: title })}
                </Button>
                <TextInput
                  size="xs"
                  className={styles.reason}
                  aria-label={t("checks.reasonFor", { message: result.message })}
                  placeholder={t("checks.reason")}
                  maxLength={500}
                  value={reason}
                  onChange={(event) => checks.giveReason(result, event.currentTarget.value)}
                />
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
