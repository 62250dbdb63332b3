import { linkedIndex, linkOffset } from "../model/linkedScroll";
import type { Pane } from "./pane";

/** Scrolls parallel stacks together by position; remembers the offset between studies. */
export class LinkedPanes {
  private offsets: Map<string, number> | null = null;
  private following = false;

  get isOn(): boolean {
    return this.offsets !== null;
  }

  /** Takes the images shown now as matching wherever stacks share no frame of reference. */
  switchOn(panes: readonly Pane[]): void {
    this.offsets = new Map();
    for (const source of panes) {
      for (const target of panes) this.remember(source, target);
    }
  }

  switchOff(): void {
    this.offsets = null;
  }

  /** Another stack came into a pane: its old match means nothing any more. */
  rematch(panes: readonly Pane[]): void {
    if (this.offsets) this.switchOn(panes);
  }

  follow(source: Pane, panes: readonly Pane[]): void {
    if (!this.offsets || this.following || !source.stack) return;
    this.following = true;
    for (const target of panes) {
      if (target === source || !target.stack) continue;
      const index = linkedIndex(
        source.stack.frames,
        source.state.wantedIndex,
        target.stack.frames,
        this.offsets.get(`${source.id}>${target.id}`) ?? 0,
      );
      if (index !== null) target.goTo(index);
    }
    this.following = false;
  }

  private remember(source: Pane, target: Pane): void {
    if (source === target || !source.stack || !target.stack) return;
    const offset = linkOffset(
      source.stack.frames,
      source.state.wantedIndex,
      target.stack.frames,
      target.state.wantedIndex,
    );
    this.offsets?.set(`${source.id}>${target.id}`, offset);
  }
}
