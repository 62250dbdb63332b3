/** Which columns the list has, in which order and how wide. */
export const COLUMN_IDS = [
  "priority",
  "timeLeft",
  "patient",
  "patientId",
  "study",
  "badges",
  "site",
  "procedureGroup",
  "readType",
  "pool",
  "images",
  "priors",
  "minutes",
  "received",
  "studyTime",
  "accession",
  "indication",
  "holder",
] as const;
export type ColumnId = (typeof COLUMN_IDS)[number];

export interface ColumnPlace {
  id: ColumnId;
  shown: boolean;
  /** Pixels; null leaves the width to the list. */
  width: number | null;
}

export type ColumnLayout = readonly ColumnPlace[];

interface Track {
  track: string;
  /** The list width, in pixels, from which on there is room for the column. */
  from: number;
  narrowest: number;
  /** Whether a list that nobody has arranged shows it. */
  usual: boolean;
}

const flexible = (least: number, share: number) => `minmax(${least}rem, ${share}fr)`;

/** The track of each column, and the list width from which on it is shown. */
export const TRACKS: Record<ColumnId, Track> = {
  priority: { track: "6.25rem", from: 0, narrowest: 84, usual: true },
  timeLeft: { track: "5.75rem", from: 0, narrowest: 72, usual: true },
  patient: { track: flexible(9, 2.1), from: 0, narrowest: 90, usual: true },
  patientId: { track: flexible(6, 0.5), from: 1600, narrowest: 60, usual: true },
  study: { track: flexible(9, 2), from: 620, narrowest: 90, usual: true },
  badges: { track: flexible(9, 1.1), from: 560, narrowest: 60, usual: true },
  site: { track: flexible(6, 1.1), from: 760, narrowest: 60, usual: true },
  procedureGroup: { track: "5.5rem", from: 1700, narrowest: 60, usual: true },
  readType: { track: "6rem", from: 700, narrowest: 60, usual: false },
  pool: { track: flexible(5, 0.5), from: 1500, narrowest: 60, usual: true },
  images: { track: "6rem", from: 1400, narrowest: 56, usual: true },
  priors: { track: "3.5rem", from: 1000, narrowest: 44, usual: false },
  minutes: { track: "4.5rem", from: 1800, narrowest: 52, usual: true },
  received: { track: "5rem", from: 900, narrowest: 52, usual: true },
  studyTime: { track: "10.5rem", from: 1900, narrowest: 80, usual: true },
  accession: { track: flexible(6, 0.5), from: 700, narrowest: 60, usual: false },
  indication: { track: flexible(8, 1.2), from: 2000, narrowest: 80, usual: true },
  holder: { track: flexible(7, 0.7), from: 480, narrowest: 70, usual: true },
};

/** The patient says which row it is: a list without names could lead to a wrong claim. */
export const ALWAYS_SHOWN: ColumnId = "patient";

export const USUAL_LAYOUT: ColumnLayout = COLUMN_IDS.map((id) => ({
  id,
  shown: TRACKS[id].usual,
  width: null,
}));

const WIDEST = 900;

/**
 * The columns that a list of this width shows. A column that the person has chosen beside the
 * usual ones is always shown; a usual one only where there is room.
 */
export function columnsFor(layout: ColumnLayout, width: number): ColumnPlace[] {
  return layout.filter(
    ({ id, shown, width: chosen }) =>
      shown && (!TRACKS[id].usual || chosen !== null || TRACKS[id].from <= width),
  );
}

/** The CSS grid tracks of columns. */
export function tracksOf(columns: readonly ColumnPlace[]): string {
  return columns
    .map(({ id, width }) => (width === null ? TRACKS[id].track : `${width}px`))
    .join(" ");
}

export function toggled(layout: ColumnLayout, id: ColumnId): ColumnLayout {
  if (id === ALWAYS_SHOWN) return layout;
  return layout.map((place) => (place.id === id ? { ...place, shown: !place.shown } : place));
}

/** Moves a column onto the place of another. */
export function movedTo(layout: ColumnLayout, id: ColumnId, target: ColumnId): ColumnLayout {
  const moving = layout.find((place) => place.id === id);
  const from = layout.findIndex((place) => place.id === id);
  const to = layout.findIndex((place) => place.id === target);
  if (!moving || to < 0 || from === to) return layout;
  const rest = layout.filter((place) => place.id !== id);
  return [...rest.slice(0, to), moving, ...rest.slice(to)];
}

/** Moves a column by some places among those that are shown. */
export function movedBy(layout: ColumnLayout, id: ColumnId, step: number): ColumnLayout {
  const shown = layout.filter((place) => place.shown);
  const target = shown[shown.findIndex((place) => place.id === id) + step];
  return target ? movedTo(layout, id, target.id) : layout;
}

/** Gives a column a width in pixels; null gives it back to the list. */
export function resized(layout: ColumnLayout, id: ColumnId, width: number | null): ColumnLayout {
  const kept =
    width === null ? null : Math.round(Math.min(WIDEST, Math.max(TRACKS[id].narrowest, width)));
  return layout.map((place) => (place.id === id ? { ...place, width: kept } : place));
}

/** `patient:240`, `study`: the shown columns in their order, as saved views keep them. */
export function storedColumns(layout: ColumnLayout): string[] {
  return layout
    .filter(({ shown }) => shown)
    .map(({ id, width }) => (width === null ? id : `${id}:${width}`));
}

/** The layout kept as stored columns; what it does not know is left out, nothing kept is the usual. */
export function layoutFromStored(stored: unknown): ColumnLayout {
  const texts = Array.isArray(stored) ? stored.filter((text) => typeof text === "string") : [];
  const places = texts.flatMap(placeFromStored);
  if (places.length === 0) return USUAL_LAYOUT;
  const named = new Set(places.map(({ id }) => id));
  const others = USUAL_LAYOUT.filter(({ id }) => !named.has(id)).map((place) => ({
    ...place,
    shown: place.id === ALWAYS_SHOWN,
  }));
  return [...places, ...others];
}

function placeFromStored(text: string): ColumnPlace[] {
  const [name, width] = text.split(":");
  const id = COLUMN_IDS.find((known) => known === name);
  const pixels = Number(width);
  if (!id) return [];
  return [{ id, shown: true, width: Number.isInteger(pixels) && pixels > 0 ? pixels : null }];
}
