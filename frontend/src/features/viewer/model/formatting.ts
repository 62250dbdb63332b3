/** A DICOM person name (PS3.5 6.2.1.2) as people write it: family name first, then the others. */
export function formatPersonName(name: string): string {
  const [family = "", given = "", middle = "", prefix = "", suffix = ""] = (
    name.split("=")[0] ?? ""
  ).split("^");
  const others = [prefix, given, middle, suffix].filter((part) => part.trim() !== "").join(" ");
  return [family.trim(), others.trim()].filter((part) => part !== "").join(", ");
}

/** `20261118` or an ISO date as `2026-11-18`; other texts unchanged. */
export function formatDate(date: string | null): string {
  if (!date) return "";
  const digits = /^(\d{4})[.-]?(\d{2})[.-]?(\d{2})/.exec(date);
  return digits ? `${digits[1]}-${digits[2]}-${digits[3]}` : date;
}

/** `081530.2` as `08:15`. */
export function formatTime(time: string | null): string {
  const digits = /^(\d{2}):?(\d{2})/.exec(time ?? "");
  return digits ? `${digits[1]}:${digits[2]}` : "";
}

export function formatNumber(value: number, digits = 0): string {
  return value.toFixed(digits).replace(/^-(0(?:\.0+)?)$/, "$1");
}
