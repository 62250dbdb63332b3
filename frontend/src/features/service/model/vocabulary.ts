import type { ReadType } from "@/api/service";
import type { Priority } from "@/api/types";

export const PRIORITIES: readonly Priority[] = ["STAT", "URGENT", "ROUTINE"];

export const MODALITIES = ["CT", "MR", "CR", "DX", "US", "MG", "NM", "PT", "XA", "RF"] as const;

export const READ_TYPES: readonly ReadType[] = ["preliminary", "final", "over_read"];
