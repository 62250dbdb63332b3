/** Hands the microphone's samples to the page, a few milliseconds at a time. */
class Samples extends AudioWorkletProcessor {
  process([input]) {
    const channel = input?.[0];
    if (channel) this.port.postMessage(channel.slice());
    return true;
  }
}

registerProcessor("samples", Samples);
