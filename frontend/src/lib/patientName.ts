/**
 * A person's name (DICOM PS3.5 6.2.1, PN) as it is shown: `Family, Given Middle`, and every
 * representation that is present (alphabetic, ideographic, phonetic) side by side.
 */
export function displayName(name: string): string {
  const shown = name
    .split("=")
    .map(displayGroup)
    .filter((group) => group !== "");
  return shown.join(" · ");
}

function displayGroup(group: string): string {
  const parts = group.split("^").map((part) => part.trim());
  const [family = "", given = "", middle = "", prefix = "", suffix = ""] = parts;
  const others = [prefix, given, middle, suffix].filter((part) => part !== "").join(" ");
  if (family === "") return others;
  return others === "" ? family : `${family}, ${others}`;
}
