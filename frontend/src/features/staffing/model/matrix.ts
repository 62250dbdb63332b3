import type { Modality, Privilege } from "@/api/staffing";

/** Every modality that a privilege may name. */
export const READ_MODALITIES: readonly Modality[] = [
  "CT",
  "MR",
  "CR",
  "DX",
  "US",
  "MG",
  "NM",
  "PT",
  "XA",
  "XC",
  "RF",
  "RG",
  "IO",
  "PX",
  "BMD",
  "IVUS",
  "OCT",
  "OP",
  "OT",
  "SM",
];

/** The modalities most read; others are allowed in a privilege all the same. */
export const MODALITIES = ["CT", "MR", "CR", "DX", "US", "MG", "NM", "PT", "XA", "RF"] as const;

export type Reach = "every" | "some" | "none";

export interface MatrixRow {
  site: { id: string; name: string };
  /** By modality: whether every procedure, some, or none may be read there now. */
  reach: Readonly<Record<string, Reach>>;
  /** The procedure groups of the cells that reach only some. */
  groups: Readonly<Record<string, readonly string[]>>;
}

/** Which modalities a reader may read at which sites, by the privileges that hold now. */
export function privilegeMatrix(privileges: readonly Privilege[]): MatrixRow[] {
  const sites = new Map(privileges.map(({ site }) => [site.id, site]));
  return [...sites.values()]
    .sort((a, b) => a.name.localeCompare(b.name))
    .map((site) => {
      const held = privileges.filter(
        (privilege) => privilege.site.id === site.id && privilege.state === "valid",
      );
      const cells = MODALITIES.map((modality) => [modality, reachOf(held, modality)] as const);
      return {
        site,
        reach: Object.fromEntries(cells.map(([modality, { reach }]) => [modality, reach])),
        groups: Object.fromEntries(cells.map(([modality, { groups }]) => [modality, groups])),
      };
    });
}

function reachOf(
  held: readonly Privilege[],
  modality: string,
): { reach: Reach; groups: readonly string[] } {
  const fitting = held.filter(
    ({ modalities }) => modalities.length === 0 || modalities.includes(modality),
  );
  if (fitting.length === 0) return { reach: "none", groups: [] };
  if (fitting.some(({ procedure_groups }) => procedure_groups.length === 0)) {
    return { reach: "every", groups: [] };
  }
  const groups = new Set(fitting.flatMap(({ procedure_groups }) => procedure_groups));
  return { reach: "some", groups: [...groups].sort() };
}
