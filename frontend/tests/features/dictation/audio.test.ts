import { describe, expect, it } from "vitest";
import { loudness, SPEECH_RATE, toSpeechRate, wavOf } from "@/features/dictation/audio/pcm";
import { UtteranceCutter } from "@/features/dictation/audio/utterances";

const seconds = (count: number, level: number) =>
  Float32Array.from({ length: count * SPEECH_RATE }, (_, at) => (at % 2 === 0 ? level : -level));

function cut(parts: readonly Float32Array[], piece = 1600): number[] {
  const cutter = new UtteranceCutter();
  const stream = parts.flatMap((part) => [...part]);
  const found: Float32Array[] = [];
  for (let at = 0; at < stream.length; at += piece) {
    found.push(...cutter.feed(Float32Array.from(stream.slice(at, at + piece))));
  }
  const last = cutter.end();
  return [...found, ...(last ? [last] : [])].map(({ length }) => length / SPEECH_RATE);
}

describe("the stream of the microphone", () => {
  it("is cut at pauses, with what came just before the first word", () => {
    const lengths = cut([
      seconds(1, 0.001),
      seconds(1, 0.1),
      seconds(1, 0.001),
      seconds(2, 0.1),
      seconds(1, 0.001),
    ]);
    expect(lengths).toHaveLength(2);
    expect(lengths[0]).toBeCloseTo(2, 1);
    expect(lengths[1]).toBeCloseTo(3, 1);
  });

  it.each([160, 1000, 4096])("does not depend on the size of its pieces: %i", (piece) => {
    const parts = [seconds(1, 0.001), seconds(1, 0.1), seconds(1, 0.001)];
    expect(cut(parts, piece)).toEqual(cut(parts));
  });

  it("holds no utterance where nobody speaks, and a short pause ends none", () => {
    expect(cut([seconds(3, 0.004)])).toEqual([]);
    expect(cut([seconds(1, 0.1), seconds(0.5, 0.001), seconds(1, 0.1)])).toHaveLength(1);
  });

  it("gives out who speaks without a pause, piece by piece", () => {
    expect(cut([seconds(40, 0.1)])).toHaveLength(2);
  });

  it("learns the noise of the room", () => {
    expect(cut([seconds(2, 0.005), seconds(1, 0.008), seconds(1, 0.005)])).toEqual([]);
  });
});

describe("samples", () => {
  it("keep their loudness at another rate", () => {
    const slow = Float32Array.from({ length: 48_000 }, (_, at) => Math.sin(at / 50));
    const heard = toSpeechRate(slow, 48_000);
    expect(heard).toHaveLength(16_000);
    expect(loudness(heard)).toBeCloseTo(loudness(slow), 2);
    expect(toSpeechRate(heard, SPEECH_RATE)).toBe(heard);
    expect(toSpeechRate(slow, 44_100).length).toBe(Math.floor(48_000 / (44_100 / 16_000)));
  });

  it("become a WAV file that says how long it is", async () => {
    const file = wavOf(Float32Array.of(0, 1, -1, 2));
    const view = new DataView(await file.arrayBuffer());
    expect(view.byteLength).toBe(52);
    expect(view.getUint32(24, true)).toBe(16_000);
    expect([44, 46, 48, 50].map((at) => view.getInt16(at, true))).toEqual([
      0, 32767, -32768, 32767,
    ]);
  });
});
