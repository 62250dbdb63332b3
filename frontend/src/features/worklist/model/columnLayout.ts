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
  /** rem; the least width of a flexible column, the width of a fixed one. */
  least: number;
  /** How much of the room left over it takes; zero for a fixed width. */
  share: number;
  /** The list width, in pixels, from which on there is room for the column. */
  from: number;
  /** Whether a list that nobody has arranged shows it. */
  usual: boolean;
}

const usual = (least: number, share: number, from: number): Track => {
  return { least, share, from, usual: true };
};
const onDemand = (least: number, share: number): Track => {
  return { least, share, from: 0, usual: false };
};

/** The track of each column, and the list width from which on it is shown. */
export const TRACKS: Record<ColumnId, Track> = {
  priority: usual(6.25, 0, 0),
  timeLeft: usual(6.6, 0, 0),
  patient: usual(12, 2.1, 0),
  patientId: usual(6, 0.5, 1650),
  study: usual(9, 2, 620),
  badges: usual(9, 1.3, 560),
  site: usual(6, 1, 930),
  procedureGroup: usual(5.5, 0, 1750),
  readType: onDemand(6, 0),
  pool: usual(5, 0.5, 1550),
  images: usual(6, 0, 1450),
  priors: onDemand(3.5, 0),
  minutes: usual(4.5, 0, 1800),
  received: usual(5, 0, 1030),
  studyTime: usual(10.5, 0, 1950),
  accession: onDemand(6, 0.5),
  indication: usual(8, 1.4, 2050),
  holder: usual(7, 0.7, 480),
};

/** The patient says which row it is: a list without names could lead to a wrong claim. */
export const ALWAYS_SHOWN: ColumnId = "patient";

export const USUAL_LAYOUT: ColumnLayout = COLUMN_IDS.map((id) => ({
  id,
  shown: TRACKS[id].usual,
  width: null,
}));

const NARROWEST = 48;
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
  const track = ({ id, width }: ColumnPlace): string => {
    const { least, share } = TRACKS[id];
    if (width !== null) return `${width}px`;
    return share === 0 ? `${least}rem` : `minmax(${least}rem, ${share}fr)`;
  };
  return columns.map(track).join(" ");
}

/** The CSS width below which columns would be cut, so that the list scrolls sideways instead. */
export function leastWidthOf(columns: readonly ColumnPlace[]): string {
  const pixels = columns.reduce((sum, { width }) => sum + (width ?? 0), 0);
  const rems = columns.reduce((sum, { id, width }) => sum + (width ? 0 : TRACKS[id].least), 0);
  return `calc(${pixels}px + ${rems}rem)`;
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
  const kept = width === null ? null : Math.round(Math.min(WIDEST, Math.max(NARROWEST, width)));
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
