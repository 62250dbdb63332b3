import { LoadError, type LoadProblem } from "../engine";
import type { SiteSelection } from "../model/keyObjects";
import type { SeriesSummary, Stack, StudyDocument } from "../model/types";

interface StudySource {
  seriesOf(
    studyInstanceUid: string,
    signal: AbortSignal,
  ): Promise<{ series: SeriesSummary[]; documented: boolean; selected: string[] }>;
  selectionsOf(
    studyInstanceUid: string,
    seriesInstanceUids: readonly string[],
    signal: AbortSignal,
  ): Promise<SiteSelection[]>;
  documentsOf(studyInstanceUid: string, signal: AbortSignal): Promise<StudyDocument[]>;
  stacksOf(series: SeriesSummary, signal: AbortSignal): Promise<Stack[]>;
}

export interface SeriesEntry {
  series: SeriesSummary;
  /** Null until the series is described; empty if it holds nothing to look at. */
  stacks: readonly Stack[] | null;
  problem: LoadProblem | null;
}

export interface StudyEntry {
  status: "closed" | "opening" | "open" | "failed";
  series: readonly SeriesEntry[];
  documents: readonly StudyDocument[];
  /** What somebody at the site pointed at. */
  selections: readonly SiteSelection[];
}

const CLOSED: StudyEntry = { status: "closed", series: [], documents: [], selections: [] };

/** What is known of the studies of a reading room; asks the server for each thing once. */
export class StudyLibrary {
  private studies = new Map<string, StudyEntry>();
  private readonly opening = new Map<string, Promise<readonly SeriesEntry[]>>();
  private readonly describing = new Map<string, Promise<readonly Stack[]>>();
  private readonly listeners = new Set<() => void>();
  private readonly abort = new AbortController();

  constructor(private readonly source: StudySource) {}

  study(studyInstanceUid: string): StudyEntry {
    return this.studies.get(studyInstanceUid) ?? CLOSED;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Lists the study's series. Raises `LoadError`; calling again tries again. */
  open(studyInstanceUid: string): Promise<readonly SeriesEntry[]> {
    const known = this.opening.get(studyInstanceUid);
    if (known) return known;
    this.put(studyInstanceUid, { ...CLOSED, status: "opening" });
    const opened = this.source.seriesOf(studyInstanceUid, this.abort.signal).then(
      (found) => {
        const series = found.series.map((item) => ({ series: item, stacks: null, problem: null }));
        this.put(studyInstanceUid, { ...CLOSED, status: "open", series });
        if (found.documented) void this.listDocuments(studyInstanceUid);
        if (found.selected.length > 0) void this.listSelections(studyInstanceUid, found.selected);
        return series;
      },
      (error: unknown) => {
        this.opening.delete(studyInstanceUid);
        this.put(studyInstanceUid, { ...CLOSED, status: "failed" });
        throw error;
      },
    );
    this.opening.set(studyInstanceUid, opened);
    return opened;
  }

  /** Describes the images of a series. Raises `LoadError`; calling again tries again. */
  describe(series: SeriesSummary): Promise<readonly Stack[]> {
    const key = series.seriesInstanceUid;
    const known = this.describing.get(key);
    if (known) return known;
    const described = this.source.stacksOf(series, this.abort.signal).then(
      (stacks) => {
        this.change(series, { stacks, problem: null });
        return stacks;
      },
      (error: unknown) => {
        this.describing.delete(key);
        const problem = error instanceof LoadError ? error.problem : "network";
        this.change(series, { problem });
        throw error;
      },
    );
    this.describing.set(key, described);
    return described;
  }

  /** Describes all series of an open study one after the other; a failed one is left out. */
  async describeAll(studyInstanceUid: string): Promise<readonly Stack[]> {
    const all: Stack[] = [];
    for (const { series } of this.study(studyInstanceUid).series) {
      try {
        all.push(...(await this.describe(series)));
      } catch (error) {
        if (this.abort.signal.aborted) throw error;
      }
    }
    return all;
  }

  /** Behind the images: a list that fails leaves the documents out, for the report is at hand elsewhere too. */
  private async listDocuments(studyInstanceUid: string): Promise<void> {
    const signal = this.abort.signal;
    const documents = await this.source.documentsOf(studyInstanceUid, signal).catch(() => []);
    if (!signal.aborted) this.put(studyInstanceUid, { ...this.study(studyInstanceUid), documents });
  }

  /** Behind the images as well: they are all there without it. */
  private async listSelections(studyInstanceUid: string, series: readonly string[]): Promise<void> {
    const signal = this.abort.signal;
    const selections = await this.source
      .selectionsOf(studyInstanceUid, series, signal)
      .catch(() => []);
    if (!signal.aborted)
      this.put(studyInstanceUid, { ...this.study(studyInstanceUid), selections });
  }

  close(): void {
    this.abort.abort();
    this.listeners.clear();
  }

  private change(series: SeriesSummary, change: Partial<SeriesEntry>): void {
    const study = this.study(series.studyInstanceUid);
    const replaced = study.series.map((entry) =>
      entry.series.seriesInstanceUid === series.seriesInstanceUid ? { ...entry, ...change } : entry,
    );
    this.put(series.studyInstanceUid, { ...study, series: replaced });
  }

  private put(studyInstanceUid: string, entry: StudyEntry): void {
    this.studies = new Map(this.studies).set(studyInstanceUid, entry);
    for (const listener of [...this.listeners]) listener();
  }
}
