import { ApiProblem, hasCode } from "@/api/problem";
import type { CopiedText, Draft, KeyImage, Section } from "@/api/types";
import {
  type DraftEvent,
  type DraftState,
  isDirty,
  maySave,
  openDraft,
  reduceDraft,
} from "./draft";

export const SAVE_AFTER_MS = 1000;
export const SAVE_AT_LATEST_MS = 2000;
export const RETRY_AFTER_MS = 4000;

export interface DraftPorts {
  save: (draft: {
    revision: number;
    sections: Section[];
    copied: CopiedText[];
    key_images: KeyImage[];
  }) => Promise<{ revision: number; saved_at: string }>;
  keepCopy: (revision: number, sections: Section[], keyImages: KeyImage[]) => void;
  clearCopy: () => void;
  /** The server will not take the draft any more: claim lost, report signed. */
  onRefused: (problem: ApiProblem) => void;
  /** The server will not keep some of the key images; they are taken out, and the text is saved. */
  onKeyImagesRefused: (problem: ApiProblem) => void;
}

const OF_KEY_IMAGES = ["key_image_unknown", "key_image_of_another_patient", "invalid_key_image"];

/**
 * Keeps one draft saved: in this browser at every change, on the server after a short pause and
 * at the latest two seconds after the first unsaved change. Refused or unanswered saves never
 * cost text: it stays on screen and in this browser.
 */
export class DraftSession {
  private state: DraftState;
  private readonly ports: DraftPorts;
  private readonly listeners = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | null = null;
  private unsavedSince: number | null = null;
  private underWay: Promise<void> | null = null;
  private saving = true;

  constructor(draft: Draft, ports: DraftPorts) {
    this.state = openDraft(draft);
    this.ports = ports;
  }

  readonly snapshot = (): DraftState => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  dispatch(event: DraftEvent): void {
    const next = reduceDraft(this.state, event);
    if (next === this.state) return;
    this.state = next;
    this.mirror();
    this.schedule();
    for (const listener of this.listeners) listener();
  }

  /** Stops or resumes saving on the server; this browser's copy is kept either way. */
  enable(saving: boolean): void {
    this.saving = saving;
    this.schedule();
  }

  /** Saves what is unsaved now. Returns the revision that holds the text, or null if it could not. */
  async flush(): Promise<number | null> {
    if (this.underWay) await this.underWay;
    if (maySave(this.state)) await this.save();
    const settled = !isDirty(this.state) && this.state.conflict === null;
    return settled ? this.state.revision : null;
  }

  /** Ends the session; unsaved text goes out once more without waiting for it. */
  close(): void {
    this.cancelTimer();
    if (this.saving && maySave(this.state)) void this.save();
    this.saving = false;
  }

  private mirror(): void {
    const { revision, sections, keyImages } = this.state;
    if (isDirty(this.state)) this.ports.keepCopy(revision, sections, keyImages);
    else this.ports.clearCopy();
  }

  private schedule(): void {
    this.cancelTimer();
    if (!isDirty(this.state)) this.unsavedSince = null;
    if (!this.saving || !maySave(this.state)) return;
    this.unsavedSince ??= Date.now();
    const waited = Date.now() - this.unsavedSince;
    const pause = Math.min(SAVE_AFTER_MS, Math.max(0, SAVE_AT_LATEST_MS - waited));
    this.timer = setTimeout(() => void this.save(), this.state.failed ? RETRY_AFTER_MS : pause);
  }

  private cancelTimer(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }

  private save(): Promise<void> {
    this.cancelTimer();
    this.underWay ??= this.send().finally(() => {
      this.underWay = null;
      this.schedule();
    });
    return this.underWay;
  }

  private async send(): Promise<void> {
    const { revision, sections } = this.state;
    this.unsavedSince = null;
    this.dispatch({ type: "save-started" });
    const { inFlightCopied: copied, inFlightKeyImages: key_images } = this.state;
    try {
      const saved = await this.ports.save({ revision, sections, copied, key_images });
      this.dispatch({ type: "save-succeeded", revision: saved.revision, savedAt: saved.saved_at });
    } catch (error) {
      this.fail(error);
    }
  }

  private fail(error: unknown): void {
    if (hasCode(error, "draft_conflict")) {
      this.dispatch({ type: "conflict-found", draft: error.body.draft as Draft });
      return;
    }
    if (error instanceof ApiProblem && OF_KEY_IMAGES.includes(error.code)) {
      const keys = Array.isArray(error.body.key_images) ? error.body.key_images : [];
      this.dispatch({ type: "key-images-refused", keys });
      this.ports.onKeyImagesRefused(error);
      return;
    }
    this.dispatch({ type: "save-failed" });
    if (error instanceof ApiProblem && error.status < 500) this.ports.onRefused(error);
  }
}
