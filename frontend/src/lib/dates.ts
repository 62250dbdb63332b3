/** Dates and times as the product shows them; always with the zone they are told in. */

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(zone: string, withZone: boolean): Intl.DateTimeFormat {
  const key = `${zone}|${withZone}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    year: "numeric",
    month: "short",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    ...(withZone ? { timeZoneName: "short" } : {}),
  });
  formatters.set(key, made);
  return made;
}

export function localZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** `21 Nov 2026, 18:05 CET`: the moment in a zone, the zone named. Empty for null. */
export function formatMoment(at: string | null, zone: string = localZone()): string {
  return at === null ? "" : formatter(zone, true).format(new Date(at));
}

/** `21 Nov 2026, 18:05` for dense tables whose heading names the zone. Empty for null. */
export function formatMomentShort(at: string | null, zone: string = localZone()): string {
  return at === null ? "" : formatter(zone, false).format(new Date(at));
}

/** `18:05:09` in the reader's own zone. */
export function formatClock(at: string | number): string {
  return new Intl.DateTimeFormat("en-GB", { timeStyle: "medium" }).format(new Date(at));
}

/** `04 Mar 1961`. A date of birth has no zone, so none is applied. Empty for null. */
export function formatDate(date: string | null): string {
  if (date === null || date === "") return "";
  return new Intl.DateTimeFormat("en-GB", {
    timeZone: "UTC",
    year: "numeric",
    month: "short",
    day: "2-digit",
  }).format(new Date(`${date}T00:00:00Z`));
}

/**
 * Age at a moment as radiology writes it: years, below two years months, below a month days
 * (DICOM PS3.5 6.2, value representation AS: 064Y, 014M, 009D). Null when not known.
 */
export function ageAt(birthDate: string | null, at: Date): string | null {
  if (birthDate === null || birthDate === "") return null;
  const born = new Date(`${birthDate}T00:00:00Z`);
  if (Number.isNaN(born.getTime()) || born > at) return null;
  const beforeDay = at.getUTCDate() < born.getUTCDate() ? 1 : 0;
  const months =
    (at.getUTCFullYear() - born.getUTCFullYear()) * 12 +
    (at.getUTCMonth() - born.getUTCMonth()) -
    beforeDay;
  if (months >= 24) return `${Math.floor(months / 12)} y`;
  if (months >= 1) return `${months} mo`;
  return `${Math.floor((at.getTime() - born.getTime()) / 86_400_000)} d`;
}

/** `2026-11-21T22:00` in this browser's zone, as an input of a moment takes it. Empty for null. */
export function momentToInput(at: string | null): string {
  if (at === null) return "";
  const moment = new Date(at);
  const two = (value: number) => String(value).padStart(2, "0");
  const date = `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
  return `${date}T${two(moment.getHours())}:${two(moment.getMinutes())}`;
}

/** The moment, in UTC, that an input of this browser's zone gives; null for none. */
export function inputToMoment(input: string): string | null {
  return input === "" ? null : new Date(input).toISOString();
}
