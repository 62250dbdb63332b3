/** The rate that speech engines are trained for. */
export const SPEECH_RATE = 16_000;

/** Samples at 16 kHz, each the mean of those it stands for. */
export function toSpeechRate(samples: Float32Array, rate: number): Float32Array {
  if (rate === SPEECH_RATE) return samples;
  const step = rate / SPEECH_RATE;
  const length = Math.floor(samples.length / step);
  const result = new Float32Array(length);
  for (let place = 0; place < length; place += 1) {
    const from = Math.floor(place * step);
    const to = Math.max(from + 1, Math.min(samples.length, Math.floor((place + 1) * step)));
    let sum = 0;
    for (let at = from; at < to; at += 1) sum += samples[at] ?? 0;
    result[place] = sum / (to - from);
  }
  return result;
}

/** How loud a stretch is, from 0 to 1 (root of the mean square). */
export function loudness(samples: Float32Array): number {
  if (samples.length === 0) return 0;
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return Math.sqrt(sum / samples.length);
}

/** A WAV file of one channel of 16-bit PCM: every engine takes it. */
export function wavOf(samples: Float32Array, rate = SPEECH_RATE): Blob {
  const view = new DataView(new ArrayBuffer(44 + samples.length * 2));
  const ascii = (at: number, text: string) => {
    for (let place = 0; place < text.length; place += 1) {
      view.setUint8(at + place, text.charCodeAt(place));
    }
  };
  ascii(0, "RIFF");
  view.setUint32(4, 36 + samples.length * 2, true);
  ascii(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  ascii(36, "data");
  view.setUint32(40, samples.length * 2, true);
  samples.forEach((sample, place) => {
    const held = Math.max(-1, Math.min(1, sample));
    view.setInt16(44 + place * 2, held < 0 ? held * 0x8000 : held * 0x7fff, true);
  });
  return new Blob([view.buffer], { type: "audio/wav" });
}
