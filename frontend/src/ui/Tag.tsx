import { VisuallyHidden } from "@mantine/core";
import type { ReactNode } from "react";
import styles from "./marks.module.css";

export type TagTone = "plain" | "accent" | "good" | "urgent" | "stat";

/** A short word in a tinted box. `shape` makes it readable without its colour. */
export function Tag({
  tone = "plain",
  shape,
  title,
  label,
  children,
}: {
  tone?: TagTone;
  shape?: string;
  title?: string;
  /** The meaning in full for those who hear the page, where the visible word is too short. */
  label?: string;
  children: ReactNode;
}) {
  return (
    <span className={`${styles.mark} ${styles.filled} ${styles[tone]}`} title={title}>
      {shape ? <span aria-hidden>{shape}</span> : null}
      {label ? <VisuallyHidden>{label}</VisuallyHidden> : null}
      {label ? <span aria-hidden>{children}</span> : children}
    </span>
  );
}
