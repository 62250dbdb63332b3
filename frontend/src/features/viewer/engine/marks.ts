/** Points in time that benchmarks read with `performance.getEntriesByName`. */
export class Marks {
  private firstImage = false;
  private readonly complete = new Set<string>();

  constructor() {
    performance.mark("viewer:mount");
  }

  imageShown(stackId: string): void {
    if (this.firstImage) return;
    this.firstImage = true;
    performance.mark("viewer:first-image", { detail: { stackId } });
  }

  stackComplete(stackId: string): void {
    if (this.complete.has(stackId)) return;
    this.complete.add(stackId);
    performance.mark("viewer:series-complete", { detail: { stackId } });
  }
}
