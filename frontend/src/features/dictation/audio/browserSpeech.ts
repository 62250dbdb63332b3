interface Alternative {
  transcript: string;
}

interface Result extends ArrayLike<Alternative> {
  isFinal: boolean;
}

interface ResultEvent {
  resultIndex: number;
  results: ArrayLike<Result>;
}

/** The part of the Web Speech interface that is used; TypeScript's library does not know it. */
interface Recognition {
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  onresult: ((event: ResultEvent) => void) | null;
  onend: (() => void) | null;
  onerror: ((event: { error: string }) => void) | null;
  start: () => void;
  stop: () => void;
}

type Maker = new () => Recognition;

function maker(): Maker | null {
  const known = window as { SpeechRecognition?: Maker; webkitSpeechRecognition?: Maker };
  return known.SpeechRecognition ?? known.webkitSpeechRecognition ?? null;
}

export function hasBrowserSpeech(): boolean {
  return typeof window !== "undefined" && maker() !== null;
}

/** Listens with the browser's own recognition until it is closed. */
export function listenInBrowser(options: {
  language: string;
  onHeard: (text: string) => void;
  /** What is not settled yet; empty once it is. */
  onInterim: (text: string) => void;
  onFailed: (reason: string) => void;
}): { close: () => void } {
  const Recognizer = maker();
  if (!Recognizer) throw new Error("this browser has no speech recognition");
  const recognition = new Recognizer();
  recognition.lang = options.language;
  recognition.continuous = true;
  recognition.interimResults = true;
  let open = true;
  recognition.onresult = ({ resultIndex, results }) => {
    let interim = "";
    for (let place = resultIndex; place < results.length; place += 1) {
      const result = results[place];
      const text = result?.[0]?.transcript ?? "";
      if (result?.isFinal) options.onHeard(text);
      else interim += text;
    }
    options.onInterim(interim);
  };
  recognition.onerror = ({ error }) => {
    if (error === "no-speech" || error === "aborted") return;
    open = false;
    options.onFailed(error);
  };
  recognition.onend = () => {
    options.onInterim("");
    // Browsers end by themselves after a silence.
    if (open) recognition.start();
  };
  recognition.start();
  return {
    close() {
      open = false;
      recognition.stop();
    },
  };
}
