import { ActionIcon } from "@mantine/core";
import { IconPlayerPauseFilled, IconPlayerPlayFilled } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { PaneState, ViewerEngine } from "../engine";
import styles from "./viewport.module.css";

interface Props {
  engine: ViewerEngine;
  paneId: string;
  cine: PaneState["cine"];
}

/** Play, pause and speed of a moving stack. */
export function CineControls({ engine, paneId, cine }: Props) {
  const { t } = useTranslation("viewer");
  return (
    <div className={styles.cine} data-testid="cine">
      <ActionIcon
        size="sm"
        variant="subtle"
        color="gray"
        aria-label={t(cine.playing ? "cine.pause" : "cine.play")}
        onClick={() => engine.run({ kind: "cine" }, paneId)}
      >
        {cine.playing ? <IconPlayerPauseFilled size={14} /> : <IconPlayerPlayFilled size={14} />}
      </ActionIcon>
      <input
        className={styles.cineRate}
        type="range"
        min={1}
        max={60}
        value={cine.framesPerSecond}
        aria-label={t("cine.rate")}
        onChange={(event) => engine.setCineRate(paneId, Number(event.target.value))}
      />
      <span className={styles.cineValue}>
        {t("cine.rateShort", { rate: cine.framesPerSecond })}
      </span>
    </div>
  );
}
