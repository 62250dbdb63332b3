import { Button } from "@mantine/core";
import { IconPlayerPause, IconPlayerPlay } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Banner, KeyHint } from "@/ui/feedback";
import { PLAYER_JUMP, type Player } from "../hooks/usePlayer";
import { clockOf } from "../model/time";
import styles from "./dictation.module.css";

/** The controls of a recording; a foot pedal presses their keys. */
export function TapePlayer({ player }: { player: Player }) {
  const { t } = useTranslation("dictation");
  const { plays, at, length } = player;
  const position = t("desk.position", { at: clockOf(at * 1000), length: clockOf(length * 1000) });
  return (
    <div className={styles.tape}>
      <Button
        size="sm"
        variant="default"
        aria-label={t("keys.back")}
        rightSection={<KeyHint>F7</KeyHint>}
        onClick={() => player.jump(-PLAYER_JUMP)}
      >
        −{PLAYER_JUMP} s
      </Button>
      <Button
        size="sm"
        leftSection={plays ? <IconPlayerPause size={16} /> : <IconPlayerPlay size={16} />}
        rightSection={<KeyHint>F9</KeyHint>}
        onClick={player.toggle}
      >
        {t(plays ? "desk.pause" : "desk.play")}
      </Button>
      <Button
        size="sm"
        variant="default"
        aria-label={t("keys.forward")}
        rightSection={<KeyHint>F8</KeyHint>}
        onClick={() => player.jump(PLAYER_JUMP)}
      >
        +{PLAYER_JUMP} s
      </Button>
      <input
        type="range"
        className={styles.slider}
        aria-label={position}
        min={0}
        max={Math.max(length, 0.1)}
        step={0.1}
        value={Math.min(at, length)}
        onChange={(event) => player.goTo(Number(event.currentTarget.value))}
      />
      <span className={styles.time}>{position}</span>
      <Button
        size="sm"
        variant="default"
        aria-label={t("keys.slower")}
        onClick={() => player.change(-1)}
      >
        −
      </Button>
      <span className={styles.time}>{t("desk.speed", { rate: player.rate.toFixed(1) })}</span>
      <Button
        size="sm"
        variant="default"
        aria-label={t("keys.faster")}
        onClick={() => player.change(1)}
      >
        +
      </Button>
      {player.broken ? <Banner tone="danger">{t("desk.unplayable")}</Banner> : null}
    </div>
  );
}
