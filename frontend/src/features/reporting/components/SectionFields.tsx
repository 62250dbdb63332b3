import { useId } from "react";
import type { Section } from "@/api/types";
import type { InsertableMacro } from "../model/macros";
import styles from "./report.module.css";
import { SectionText } from "./SectionText";

const NONE: readonly string[] = [];
const NO_MACROS = (): readonly InsertableMacro[] => [];
const MINIMUM_LINES: Readonly<Record<string, number>> = { findings: 4, impression: 3 };
// It stays in sight, wherever the rest is scrolled to.
const PINNED = "impression";

/** The report's sections, each in an editor of its own, in their order. */
export function SectionFields({
  sections,
  readOnly,
  macros = NO_MACROS,
  copied,
  onEdit,
}: {
  sections: readonly Section[];
  readOnly: boolean;
  /** The macros as they would go in now. */
  macros?: () => readonly InsertableMacro[];
  /** By section: texts copied from another report. */
  copied?: Readonly<Record<string, readonly string[]>>;
  onEdit: (code: string, body: string) => void;
}) {
  const prefix = useId();
  const field = (section: Section, place: number) => {
    const label = `${prefix}-${section.code}`;
    return (
      <div key={section.code} className={styles.section}>
        <div className={styles.label}>
          <span id={label}>{section.title}</span>
          <kbd aria-hidden>Alt {place + 1}</kbd>
        </div>
        <SectionText
          body={section.body}
          place={place + 1}
          labelledBy={label}
          minimumLines={MINIMUM_LINES[section.code] ?? 1}
          readOnly={readOnly}
          macros={() => macros().filter((macro) => ["", section.code].includes(macro.section))}
          copied={copied?.[section.code] ?? NONE}
          onEdit={(body) => onEdit(section.code, body)}
        />
      </div>
    );
  };
  const last = sections.length - 1;
  const pinned = sections[last]?.code === PINNED;
  return (
    <div className={styles.sections}>
      <div className={styles.scrolled}>
        {(pinned ? sections.slice(0, last) : sections).map(field)}
      </div>
      {pinned && sections[last] ? (
        <div className={styles.pinned}>{field(sections[last], last)}</div>
      ) : null}
    </div>
  );
}
