import { loudness, SPEECH_RATE } from "./pcm";

const FRAME = SPEECH_RATE / 50;
const frames = (ms: number) => Math.round(ms / 20);
const BEFORE = frames(300);
const PAUSE = frames(700);
const SHORTEST = frames(160);
const LONGEST = frames(25_000);
/** Speech is this much louder than the room, and never quieter than that. */
const ABOVE_ROOM = 3;
const QUIETEST_SPEECH = 0.006;
/** How fast the room's own noise is learnt anew while nobody speaks. */
const LEARNING = 0.05;

/** Cuts a stream at 16 kHz into utterances: what stands between two pauses. */
export class UtteranceCutter {
  private rest = new Float32Array(0);
  private kept: Float32Array[] = [];
  private room = 0.003;
  private loud = 0;
  private quiet = 0;
  private speaks = false;

  /** Takes more samples; returns the utterances that have ended. */
  feed(samples: Float32Array): Float32Array[] {
    const stream = joinedSamples([this.rest, samples]);
    const ended: Float32Array[] = [];
    let at = 0;
    for (; at + FRAME <= stream.length; at += FRAME) {
      const utterance = this.take(stream.slice(at, at + FRAME));
      if (utterance) ended.push(utterance);
    }
    this.rest = stream.slice(at);
    return ended;
  }

  /** What was being said when the stream ends; null where nobody spoke. */
  end(): Float32Array | null {
    const spoken = this.speaks ? this.cut() : null;
    this.kept = [];
    this.rest = new Float32Array(0);
    return spoken;
  }

  private take(frame: Float32Array): Float32Array | null {
    const level = loudness(frame);
    const isSpeech = level > Math.max(QUIETEST_SPEECH, this.room * ABOVE_ROOM);
    if (!isSpeech && !this.speaks) this.room += (level - this.room) * LEARNING;
    this.kept.push(frame);
    this.loud = isSpeech ? this.loud + 1 : this.speaks ? this.loud : 0;
    this.quiet = isSpeech ? 0 : this.quiet + 1;
    if (!this.speaks) {
      this.speaks = this.loud >= SHORTEST;
      // The soft beginning of a word belongs to it.
      if (!this.speaks) this.kept = this.kept.slice(-(BEFORE + this.loud));
      return null;
    }
    return this.quiet >= PAUSE || this.kept.length >= LONGEST ? this.cut() : null;
  }

  private cut(): Float32Array {
    const utterance = joinedSamples(this.kept);
    this.kept = [];
    this.loud = 0;
    this.quiet = 0;
    this.speaks = false;
    return utterance;
  }
}

function joinedSamples(parts: readonly Float32Array[]): Float32Array<ArrayBuffer> {
  const whole = new Float32Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
