import type {
  ContactLadder,
  ContactStretch,
  LadderHours,
  LadderWish,
  NewRung,
} from "@/api/criticalPolicy";

export const WEEK = [0, 1, 2, 3, 4, 5, 6] as const;
const DAY_MINUTES = 24 * 60;

/** Hours as a person writes them: the same from–to on one or more days. */
export interface Opening {
  days: readonly number[];
  opens: string;
  closes: string;
}

export function minuteOf(time: string): number {
  const [hours = "0", minutes = "0"] = time.split(":");
  return Number(hours) * 60 + Number(minutes);
}

/** Stored hours, put back together: what runs past midnight is one again, and equal days share a line. */
export function openingsOf(hours: readonly LadderHours[]): Opening[] {
  const mornings = new Map<number, LadderHours>();
  for (const one of hours) if (one.opens === "00:00") mornings.set(one.weekday, one);
  const used = new Set<LadderHours>();
  const whole = hours
    .filter(({ closes, opens }) => closes === "24:00" && opens !== "00:00")
    .map((evening) => {
      const morning = mornings.get((evening.weekday + 1) % 7);
      if (
        morning &&
        morning.closes !== "24:00" &&
        minuteOf(morning.closes) <= minuteOf(evening.opens)
      ) {
        used.add(evening);
        used.add(morning);
        return { ...evening, closes: morning.closes };
      }
      return null;
    })
    .filter((one) => one !== null);
  const lines = new Map<string, { days: number[]; opens: string; closes: string }>();
  for (const one of [...whole, ...hours.filter((entry) => !used.has(entry))]) {
    const key = `${one.opens}–${one.closes}`;
    const line = lines.get(key) ?? { days: [], opens: one.opens, closes: one.closes };
    lines.set(key, line);
    if (!line.days.includes(one.weekday)) line.days.push(one.weekday);
  }
  return [...lines.values()]
    .map((line) => ({ ...line, days: line.days.sort((a, b) => a - b) }))
    .sort((a, b) => minuteOf(a.opens) - minuteOf(b.opens));
}

export function hoursOf(openings: readonly Opening[]): LadderHours[] {
  return openings.flatMap(({ days, opens, closes }) =>
    days.map((weekday) => ({ weekday, opens, closes })),
  );
}

export function wishOf(ladder: ContactLadder | null): LadderWish {
  if (ladder === null) {
    return { name: "", position: 0, categories: [], hours: [], rungs: [] };
  }
  const { name, position, categories, hours, rungs } = ladder;
  return {
    name,
    position,
    categories: [...categories],
    hours: [...hours],
    rungs: rungs.map(({ minutes, kind, contact }) => ({
      minutes,
      kind,
      contact: contact?.id ?? null,
    })),
  };
}

/** The steps in the order in which they come; those of one moment keep theirs. */
export function inOrder(rungs: readonly NewRung[]): NewRung[] {
  return [...rungs].sort((a, b) => a.minutes - b.minutes);
}

/** Weekday (0 Monday) and minute after midnight that the clocks of `zone` show. */
export function wallClock(at: Date, zone: string): { weekday: number; minute: number } {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
  const weekday = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].indexOf(part("weekday"));
  return { weekday, minute: Number(part("hour")) * 60 + Number(part("minute")) };
}

/** The stretch of the week in which this moment of the site's wall clock lies. */
export function stretchAt(
  stretches: readonly ContactStretch[],
  { weekday, minute }: { weekday: number; minute: number },
): ContactStretch | undefined {
  return stretches.find(
    (one) =>
      one.weekday === weekday && minuteOf(one.opens) <= minute && minute < minuteOf(one.closes),
  );
}

/** Hours of the week in which no contact of the site is called. */
export function uncoveredHours(stretches: readonly ContactStretch[]): number {
  const minutes = stretches
    .filter(({ calls_nobody }) => calls_nobody)
    .reduce((sum, { opens, closes }) => sum + minuteOf(closes) - minuteOf(opens), 0);
  return Math.round(minutes / 6) / 10;
}

/** Left edge and width in a bar of a day, in percent. */
export function placeInDay({ opens, closes }: Pick<ContactStretch, "opens" | "closes">) {
  const left = (minuteOf(opens) / DAY_MINUTES) * 100;
  return { left, width: (minuteOf(closes) / DAY_MINUTES) * 100 - left };
}
