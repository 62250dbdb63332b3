import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";
import { KeyHint } from "@/ui/feedback";
import type { Tray, TrayPart } from "../hooks/useTray";
import styles from "./tray.module.css";

export interface TrayEntry {
  part: TrayPart;
  shape: string;
  name: string;
  count: number;
  hint: string;
  /** Whether something of it waits to be looked at. */
  waits: boolean;
  /** What waits, in one line while nothing is unfolded; "" for nothing. */
  note: string;
  content: ReactNode;
}

/** Below the text: what belongs to the report beside it, a word each in one line; one at a time unfolds above the line. */
export function ReportTray({ tray, entries }: { tray: Tray; entries: readonly TrayEntry[] }) {
  const { t } = useTranslation("reporting");
  const id = useId();
  const shown = entries.find(({ part }) => part === tray.open);
  const noted = shown ? undefined : entries.find(({ note }) => note !== "");
  return (
    <div className={styles.tray} data-tray>
      {entries.map(({ part, content }) => (
        // Folded too, a part hears its keys and keeps its dialog.
        <div
          key={part}
          id={`${id}-${part}`}
          className={styles.content}
          data-tray-content
          hidden={part !== tray.open}
        >
          {content}
        </div>
      ))}
      {noted ? (
        <button
          type="button"
          className={styles.note}
          title={noted.note}
          onClick={() => tray.goTo(noted.part)}
        >
          <span aria-hidden>⚠</span> <span>{noted.note}</span>
        </button>
      ) : null}
      <section className={styles.line} aria-label={t("tray.title")}>
        {entries.map(({ part, shape, name, count, hint, waits }) => (
          <button
            key={part}
            type="button"
            data-waits={waits || undefined}
            aria-expanded={tray.open === part}
            aria-controls={`${id}-${part}`}
            onClick={() => tray.toggle(part)}
          >
            <span aria-hidden>{shape}</span> {name} {count || ""} <KeyHint>{hint}</KeyHint>
          </button>
        ))}
      </section>
    </div>
  );
}
