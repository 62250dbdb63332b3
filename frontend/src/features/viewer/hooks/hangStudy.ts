import { fillPanes, type Hangable, matchHangingRules } from "../model/hang";
import { STANDARD_HANGING_RULES } from "../model/hangingRules";
import type { HangingFacts, HangingMatch } from "../model/hangingTypes";
import type { PriorStudy, Stack } from "../model/types";
import type { SeriesEntry, StudyLibrary } from "./studyLibrary";

export interface Hanging {
  matches: HangingMatch[];
  stacks: (Stack | null)[];
}

/** Studies this small are described whole before they are hung: it takes one short moment. */
const SMALL_STUDY = 24;

/**
 * Opens the study and decides what goes where.
 *
 * Large studies are hung from the list of series alone, and `onCurrent` gets the study's own stacks
 * before the prior is asked for, so that the first image waits for nothing that is not shown.
 * Of a study that is read in parts, the series of this part are hung; the others stay in the strip.
 */
export async function hangStudy(
  library: StudyLibrary,
  studyInstanceUid: string,
  priors: readonly PriorStudy[],
  partSeries: readonly string[],
  onCurrent: (hanging: Hanging) => void,
): Promise<Hanging> {
  const series = await library.open(studyInstanceUid);
  const images = series.reduce((sum, entry) => sum + (entry.series.instanceCount ?? 0), 0);
  if (images <= SMALL_STUDY) await library.describeAll(studyInstanceUid);
  const entries = library.study(studyInstanceUid).series;
  const shown = seriesOfPart(entries, partSeries);
  const current = shown.flatMap(hangablesOf);
  const facts = factsOf(shown, current.length);
  const prior = priors.find((candidate) => isComparable(candidate, facts)) ?? null;
  const matches = matchHangingRules(STANDARD_HANGING_RULES, {
    ...facts,
    comparablePrior: prior !== null,
  });
  const wishes = matches[0]?.rule.panes ?? [];
  const describe = (ids: readonly (string | null)[]) =>
    Promise.all(
      ids.map((id) => (id === null ? null : stackOf(library, studyInstanceUid, prior, id))),
    );
  const own = await describe(fillPanes(wishes, current, []));
  onCurrent({ matches, stacks: own });
  if (!prior || !wishes.some(({ study }) => study === "prior")) return { matches, stacks: own };
  const older = await priorSeries(library, prior.studyInstanceUid, facts.modality);
  return { matches, stacks: await describe(fillPanes(wishes, current, older)) };
}

/** All entries where no part is named, or where none of its series is here. */
function seriesOfPart(
  entries: readonly SeriesEntry[],
  partSeries: readonly string[],
): readonly SeriesEntry[] {
  const own = entries.filter(({ series }) => partSeries.includes(series.seriesInstanceUid));
  return own.length > 0 ? own : entries;
}

function hangablesOf(entry: SeriesEntry): Hangable[] {
  if (entry.stacks) {
    return entry.stacks.map((stack) => ({
      id: stack.id,
      viewPosition: stack.viewPosition,
      imageCount: stack.frames.length,
    }));
  }
  const { seriesInstanceUid, instanceCount } = entry.series;
  return [{ id: seriesInstanceUid, viewPosition: null, imageCount: instanceCount ?? 1 }];
}

function factsOf(entries: readonly SeriesEntry[], stackCount: number): HangingFacts {
  const main = [...entries].sort(
    (a, b) => (b.series.instanceCount ?? 0) - (a.series.instanceCount ?? 0),
  )[0];
  return {
    modality: main?.series.modality ?? "",
    bodyPart: bodyPartOf(entries),
    stackCount,
    comparablePrior: false,
  };
}

function bodyPartOf(entries: readonly SeriesEntry[]): string {
  for (const { series, stacks } of entries) {
    const bodyPart = series.bodyPart || (stacks?.[0]?.series.bodyPart ?? "");
    if (bodyPart) return bodyPart;
  }
  return "";
}

function isComparable(prior: PriorStudy, { modality, bodyPart }: HangingFacts): boolean {
  if (!prior.modalities?.includes(modality)) return false;
  if (!prior.bodyPart || !bodyPart) return true;
  return prior.bodyPart.toUpperCase() === bodyPart.toUpperCase();
}

async function priorSeries(library: StudyLibrary, studyInstanceUid: string, modality: string) {
  try {
    const entries = await library.open(studyInstanceUid);
    return entries.filter(({ series }) => series.modality === modality).flatMap(hangablesOf);
  } catch {
    return [];
  }
}

/** The stack of an id; a series that cannot be described leaves its pane empty. */
async function stackOf(
  library: StudyLibrary,
  studyInstanceUid: string,
  prior: PriorStudy | null,
  id: string,
): Promise<Stack | null> {
  const all = [studyInstanceUid, prior?.studyInstanceUid ?? ""].flatMap(
    (uid) => library.study(uid).series,
  );
  const owner = all.find(({ series }) => id.split("#")[0] === series.seriesInstanceUid);
  if (!owner) return null;
  try {
    const stacks = await library.describe(owner.series);
    return stacks.find((stack) => stack.id === id) ?? stacks[0] ?? null;
  } catch {
    return null;
  }
}
