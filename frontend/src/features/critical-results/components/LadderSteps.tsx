import { useTranslation } from "react-i18next";
import type { ContactLadder } from "@/api/criticalPolicy";
import { wholeSpan } from "@/lib/timeLeft";
import styles from "./ladders.module.css";

/** Whom a ladder reaches, and how long after the finding was marked. */
export function LadderSteps({ rungs }: { rungs: ContactLadder["rungs"] }) {
  const { t } = useTranslation("criticalResults");
  return (
    <ol className={styles.steps}>
      {rungs.map((rung, place) => (
        // Steps have no id of their own, and the list is never reordered in place.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <li key={place}>
          <span className={styles.after}>
            {rung.minutes === 0
              ? t("ladder.atOnce")
              : t("ladder.after", { span: wholeSpan(rung.minutes) })}
          </span>{" "}
          {rung.contact
            ? [rung.contact.name, rung.contact.role && `(${rung.contact.role})`, rung.contact.phone]
                .filter(Boolean)
                .join(" ")
            : t(`steps.${rung.kind}`)}
        </li>
      ))}
    </ol>
  );
}
