import { useEffect, useEffectEvent, useRef, useState } from "react";
import { hearUtterance, type SpokenPiece } from "@/api/dictations";
import { hasCode, NoAnswer } from "@/api/problem";
import { listenInBrowser } from "../audio/browserSpeech";
import { listen } from "../audio/microphone";
import { wavOf } from "../audio/pcm";
import { UtteranceCutter } from "../audio/utterances";
import { carryOut } from "../model/carryOut";
import type { TextPort } from "../model/textPort";
import { type CustomWord, withCustomWords } from "../speech/customWords";
import { interpret } from "../speech/interpreting";

export type Phase = "off" | "starting" | "listening" | "down" | "refused";
export type LiveSource = "engine" | "browser";

export interface Listening {
  phase: Phase;
  level: number;
  /** Utterances that are at the engine now. */
  waiting: number;
  /** Utterances that the engine did not take, kept until they are heard or dropped. */
  unheard: number;
  failure: unknown;
  unknownMacro: string | null;
}

interface Options {
  reportId: string;
  source: LiveSource;
  language: string;
  words: readonly CustomWord[];
  text: TextPort;
}

const AT_REST: Listening = {
  phase: "off",
  level: 0,
  waiting: 0,
  unheard: 0,
  failure: null,
  unknownMacro: null,
};

/** Listens and writes what is said; typing goes on whatever happens here. */
export function useListening(options: Options) {
  const [state, setState] = useState(AT_REST);
  const open = useRef<{ close: () => void } | null>(null);
  const kept = useRef<Blob[]>([]);
  const waiting = useRef(0);
  // Who stops while the microphone is still being opened has stopped.
  const attempt = useRef(0);
  const order = useRef<Promise<void>>(Promise.resolve());
  const change = (part: Partial<Listening>) => setState((now) => ({ ...now, ...part }));

  const write = useEffectEvent((pieces: readonly SpokenPiece[]) => {
    const { stops, unknownMacro } = carryOut(pieces, options.text);
    change({ unknownMacro });
    if (stops) stop();
  });

  function wait(more: 1 | -1): void {
    waiting.current += more;
    options.text.showInterim(waiting.current > 0 ? "…" : "");
    change({ waiting: waiting.current });
  }

  /** Asked for at once, written in the order in which it was said. */
  function hear(sound: Blob): void {
    wait(1);
    const answer = hearUtterance(options.reportId, sound);
    // Handled below; a refusal that comes before its turn is no unhandled one.
    answer.catch(() => undefined);
    order.current = order.current.then(async () => {
      try {
        write((await answer).pieces);
      } catch (error) {
        fail(error, sound);
      }
      wait(-1);
    });
  }

  function fail(error: unknown, sound: Blob): void {
    const down = error instanceof NoAnswer || hasCode(error, "speech_engine_unavailable");
    if (down) kept.current.push(sound);
    close();
    change({ phase: down ? "down" : "refused", failure: error, unheard: kept.current.length });
  }

  async function start(): Promise<void> {
    if (open.current) return;
    attempt.current += 1;
    const mine = attempt.current;
    change({ phase: "starting", failure: null, unknownMacro: null });
    try {
      const opened = options.source === "browser" ? startBrowser() : await startEngine();
      if (attempt.current !== mine) return opened.close();
      open.current = opened;
      change({ phase: "listening" });
    } catch (error) {
      change({ phase: "refused", failure: error });
    }
  }

  async function startEngine() {
    const cutter = new UtteranceCutter();
    const microphone = await listen((samples, level) => {
      change({ level });
      for (const utterance of cutter.feed(samples)) hear(wavOf(utterance));
    });
    return {
      close() {
        microphone.close();
        const last = cutter.end();
        if (last) hear(wavOf(last));
      },
    };
  }

  function startBrowser() {
    return listenInBrowser({
      language: options.language,
      onHeard: (text) => {
        write(interpret(withCustomWords(text, options.words), options.language));
      },
      onInterim: (text) => options.text.showInterim(text),
      onFailed: (reason) => {
        close();
        change({ phase: "refused", failure: new Error(reason) });
      },
    });
  }

  function close(): void {
    attempt.current += 1;
    const { current } = open;
    open.current = null;
    current?.close();
    change({ level: 0 });
  }

  function stop(): void {
    close();
    change({ phase: "off" });
  }

  function tryAgain(): void {
    const sounds = kept.current;
    kept.current = [];
    change({ phase: "off", failure: null, unheard: 0 });
    for (const sound of sounds) hear(sound);
  }

  function drop(): void {
    kept.current = [];
    change({ phase: "off", failure: null, unheard: 0 });
  }

  const end = useEffectEvent(() => {
    attempt.current += 1;
    open.current?.close();
    open.current = null;
    options.text.showInterim("");
  });
  useEffect(() => () => end(), []);

  return { ...state, start, stop, tryAgain, drop };
}
