import type { RuleProblem } from "@/api/ruleTypes";
import styles from "./rules.module.css";

/** What the server finds wrong, at the place it is wrong. */
export function ProblemList({ problems }: { problems: readonly RuleProblem[] }) {
  return problems.map(({ path, code, message }) => (
    <p key={`${path} ${code}`} className={styles.problem} role="alert">
      <span aria-hidden>✕ </span>
      {message}
    </p>
  ));
}
