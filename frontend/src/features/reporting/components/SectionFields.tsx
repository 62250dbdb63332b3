import { Textarea } from "@mantine/core";
import { useId } from "react";
import type { Section } from "@/api/types";
import styles from "./report.module.css";

/** The report's sections as plain text fields, in their order. */
export function SectionFields({
  sections,
  readOnly,
  onEdit,
}: {
  sections: readonly Section[];
  readOnly: boolean;
  onEdit: (code: string, body: string) => void;
}) {
  const prefix = useId();
  return (
    <div className={styles.sections}>
      {sections.map((section, place) => {
        const id = `${prefix}-${section.code}`;
        return (
          <div key={section.code} className={styles.section}>
            <label htmlFor={id} className={styles.label}>
              {section.title}
              <kbd aria-hidden>Alt {place + 1}</kbd>
            </label>
            <Textarea
              id={id}
              className={styles.text}
              data-report-section={place + 1}
              autosize
              minRows={section.code === "findings" ? 8 : section.code === "impression" ? 4 : 2}
              spellCheck
              readOnly={readOnly}
              value={section.body}
              onChange={(event) => onEdit(section.code, event.currentTarget.value)}
            />
          </div>
        );
      })}
    </div>
  );
}

/** Selects characters of a section, given as UTF-16 places, and brings them into view. */
export function selectInSection(place: number, start: number, end: number): void {
  const field = document.querySelector<HTMLTextAreaElement>(
    `textarea[data-report-section="${place}"]`,
  );
  field?.focus();
  field?.setSelectionRange(start, end);
  field?.scrollIntoView({ block: "nearest" });
}

/** Puts the cursor at the end of a section, counted from 1. */
export function focusSection(place: number): void {
  const field = document.querySelector<HTMLTextAreaElement>(
    `textarea[data-report-section="${place}"]`,
  );
  field?.focus();
  field?.setSelectionRange(field.value.length, field.value.length);
}
