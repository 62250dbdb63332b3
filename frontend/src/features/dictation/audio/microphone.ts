import { loudness, toSpeechRate } from "./pcm";

/** What is together long enough to be cut and measured. */
const PIECE_SECONDS = 0.1;

export interface Microphone {
  stream: MediaStream;
  close: () => void;
}

/** Whether this browser and this address can record at all: only secure pages may. */
export function canRecord(): boolean {
  return typeof navigator !== "undefined" && navigator.mediaDevices?.getUserMedia !== undefined;
}

/** Opens the microphone; rejects with the browser's `DOMException` where it may not or is not there. */
export function openMicrophone(): Promise<MediaStream> {
  return navigator.mediaDevices.getUserMedia({
    audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true },
  });
}

/** Calls `onSamples` with what is heard, at 16 kHz, until it is closed. */
export async function listen(
  onSamples: (samples: Float32Array, level: number) => void,
): Promise<Microphone> {
  const stream = await openMicrophone();
  const context = new AudioContext();
  try {
    await context.audioWorklet.addModule(new URL("./microphone.worklet.js", import.meta.url));
  } catch (error) {
    stop(stream);
    void context.close();
    throw error;
  }
  const source = context.createMediaStreamSource(stream);
  const node = new AudioWorkletNode(context, "samples", { numberOfOutputs: 0 });
  let parts: Float32Array[] = [];
  let count = 0;
  node.port.onmessage = ({ data }: MessageEvent<Float32Array>) => {
    parts.push(data);
    count += data.length;
    if (count < context.sampleRate * PIECE_SECONDS) return;
    const piece = new Float32Array(count);
    let at = 0;
    for (const part of parts) {
      piece.set(part, at);
      at += part.length;
    }
    parts = [];
    count = 0;
    const heard = toSpeechRate(piece, context.sampleRate);
    onSamples(heard, loudness(heard));
  };
  source.connect(node);
  await context.resume();
  return {
    stream,
    close: () => {
      node.port.onmessage = null;
      source.disconnect();
      stop(stream);
      void context.close();
    },
  };
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
