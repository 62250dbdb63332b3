import type { ReactNode } from "react";
import styles from "./marks.module.css";

export type TagTone = "plain" | "accent" | "good" | "urgent" | "stat";

/** A short word in a tinted box. `shape` makes it readable without its colour. */
export function Tag({
  tone = "plain",
  shape,
  title,
  children,
}: {
  tone?: TagTone;
  shape?: string;
  title?: string;
  children: ReactNode;
}) {
  return (
    <span className={`${styles.mark} ${styles.filled} ${styles[tone]}`} title={title}>
      {shape ? <span aria-hidden>{shape}</span> : null}
      {children}
    </span>
  );
}
