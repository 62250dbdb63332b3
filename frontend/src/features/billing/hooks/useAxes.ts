import { useTranslation } from "react-i18next";
import type { BillableKind, PriceSide, RateLine } from "@/api/billing";
import type { Priority } from "@/api/types";
import { useContracts, usePayableReaders, usePolicy, useStudyTypes } from "./useBilling";

export const KINDS: readonly BillableKind[] = [
  "preliminary",
  "final",
  "over_read",
  "addendum",
  "part",
];
export const PRIORITIES: readonly Priority[] = ["STAT", "URGENT", "ROUTINE"];
const MODALITIES = ["CR", "CT", "DX", "MG", "MR", "NM", "PT", "RF", "US", "XA"];

export type AxisName =
  | "reader"
  | "site"
  | "study_type"
  | "modality"
  | "kind"
  | "priority"
  | "time_band";

export interface Axis {
  name: AxisName;
  choices: { value: string; label: string }[];
  change: (value: string | null) => Partial<RateLine>;
}

/** What a price can depend on, with what each can be in this practice. */
export function useAxes(side: PriceSide): Axis[] {
  const { t } = useTranslation("billing");
  const { t: plain } = useTranslation();
  const types = useStudyTypes().data ?? [];
  const sites = useContracts().data ?? [];
  const readers = usePayableReaders().data ?? [];
  const bands = [...new Set((usePolicy().data?.time_bands ?? []).map((one) => one.code))];
  const axes: Axis[] = [
    {
      name: "study_type",
      choices: types.map((one) => ({ value: one.id, label: one.name })),
      change: (study_type) => ({ study_type }),
    },
    {
      name: "site",
      choices: sites.map((one) => ({ value: one.site, label: one.site_name })),
      change: (site) => ({ site }),
    },
    {
      name: "modality",
      choices: MODALITIES.map((one) => ({ value: one, label: one })),
      change: (modality) => ({ modality }),
    },
    {
      name: "kind",
      choices: KINDS.map((one) => ({ value: one, label: t(`kind.${one}`) })),
      change: (value) => ({ kind: KINDS.find((one) => one === value) ?? null }),
    },
    {
      name: "priority",
      choices: PRIORITIES.map((one) => ({ value: one, label: plain(`priority.${one}`) })),
      change: (value) => ({ priority: PRIORITIES.find((one) => one === value) ?? null }),
    },
    {
      name: "time_band",
      choices: bands.map((one) => ({ value: one, label: one })),
      change: (time_band) => ({ time_band }),
    },
  ];
  if (side === "charge") return axes;
  return [
    {
      name: "reader",
      choices: readers.map((one) => ({ value: one.id, label: one.name })),
      change: (reader) => ({ reader }),
    },
    ...axes,
  ];
}
