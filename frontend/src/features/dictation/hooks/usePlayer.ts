import { type RefObject, useRef, useState } from "react";

const JUMP_SECONDS = 3;
/** Who goes on after a pause hears the last word again. */
const AGAIN_SECONDS = 1;
const SLOWEST = 0.5;
const FASTEST = 2;
const STEP = 0.1;

export interface Player {
  audio: RefObject<HTMLAudioElement | null>;
  plays: boolean;
  at: number;
  length: number;
  rate: number;
  broken: boolean;
  toggle: () => void;
  jump: (seconds: number) => void;
  goTo: (seconds: number) => void;
  change: (steps: number) => void;
  /** Given to the audio element. */
  events: {
    onPlay: () => void;
    onPause: () => void;
    onTimeUpdate: () => void;
    onDurationChange: () => void;
    onError: () => void;
  };
}

/** Plays a recording for somebody who types. `knownSeconds` serves until the file says how long it is. */
export function usePlayer(knownSeconds: number): Player {
  const audio = useRef<HTMLAudioElement>(null);
  const [plays, setPlays] = useState(false);
  const [at, setAt] = useState(0);
  const [length, setLength] = useState(knownSeconds);
  const [rate, setRate] = useState(1);
  const [broken, setBroken] = useState(false);

  function goTo(seconds: number): void {
    const { current } = audio;
    if (!current) return;
    current.currentTime = Math.max(0, Math.min(seconds, length || seconds));
    setAt(current.currentTime);
  }

  const jump = (seconds: number) => goTo((audio.current?.currentTime ?? 0) + seconds);

  function toggle(): void {
    const { current } = audio;
    if (!current) return;
    if (!current.paused) {
      current.pause();
      return;
    }
    if (current.currentTime > 0 && !current.ended) jump(-AGAIN_SECONDS);
    current.play().catch(() => setBroken(true));
  }

  function change(steps: number): void {
    const next = Math.round((rate + steps * STEP) * 10) / 10;
    const held = Math.max(SLOWEST, Math.min(FASTEST, next));
    setRate(held);
    // Slower speech stays at its pitch: browsers keep it unless told otherwise.
    if (audio.current) audio.current.playbackRate = held;
  }

  return {
    audio,
    plays,
    at,
    length,
    rate,
    broken,
    toggle,
    jump,
    goTo,
    change,
    events: {
      onPlay: () => setPlays(true),
      onPause: () => setPlays(false),
      onTimeUpdate: () => setAt(audio.current?.currentTime ?? 0),
      onDurationChange: () => {
        const told = audio.current?.duration ?? 0;
        // A recording straight from a browser does not say how long it is.
        if (Number.isFinite(told) && told > 0) setLength(told);
      },
      onError: () => setBroken(true),
    },
  };
}

export const PLAYER_JUMP = JUMP_SECONDS;
