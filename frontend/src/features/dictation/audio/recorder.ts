import { openMicrophone } from "./microphone";

const TYPES = ["audio/webm;codecs=opus", "audio/ogg;codecs=opus", "audio/webm"];
/** Speech stays clear, and ten minutes are two megabytes on a thin line. */
const BITS_PER_SECOND = 24_000;

export interface Recording {
  sound: Blob;
  durationMs: number;
}

export interface Recorder {
  pause: () => void;
  resume: () => void;
  finish: () => Promise<Recording>;
  drop: () => void;
}

/** Records from the microphone until it is finished or dropped. */
export async function record(): Promise<Recorder> {
  const stream = await openMicrophone();
  const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
  const recorder = new MediaRecorder(stream, {
    ...(mimeType ? { mimeType } : {}),
    audioBitsPerSecond: BITS_PER_SECOND,
  });
  const pieces: Blob[] = [];
  let spoken = 0;
  let since: number | null = performance.now();
  const hold = () => {
    if (since !== null) spoken += performance.now() - since;
    since = null;
  };
  recorder.ondataavailable = ({ data }) => pieces.push(data);
  recorder.start(1000);
  const close = () => {
    for (const track of stream.getTracks()) track.stop();
  };
  return {
    pause() {
      hold();
      recorder.pause();
    },
    resume() {
      since = performance.now();
      recorder.resume();
    },
    finish() {
      hold();
      return new Promise((resolve) => {
        recorder.onstop = () => {
          close();
          resolve({ sound: new Blob(pieces, { type: recorder.mimeType }), durationMs: spoken });
        };
        recorder.stop();
      });
    },
    drop() {
      recorder.ondataavailable = null;
      recorder.stop();
      close();
    },
  };
}
