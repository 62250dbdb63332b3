import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { PaneState } from "../engine";
import styles from "./viewport.module.css";

interface Props {
  problem: NonNullable<PaneState["problem"]>;
  onRetry: () => void;
}

/** Says why an image is not there and lets the person ask for it again. */
export function PaneProblem({ problem, onRetry }: Props) {
  const { t } = useTranslation("viewer");
  const { t: common } = useTranslation("common");
  return (
    <div
      className={styles.problem}
      role="alert"
      data-testid="pane-problem"
      data-kind={problem.kind}
    >
      <p>
        <strong>{t("problem.title")}</strong>
      </p>
      <p>{t(`problem.${problem.kind}`, { status: problem.status ?? "" })}</p>
      <Button size="xs" variant="default" onClick={onRetry}>
        {common("retry")}
      </Button>
    </div>
  );
}
