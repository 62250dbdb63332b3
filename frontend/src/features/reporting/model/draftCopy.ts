import type { KeyImage, Section } from "@/api/types";
import { readLocal, removeLocal, writeLocal } from "@/lib/localCopy";

/** The text and key images on screen that the server does not have yet, kept in this browser until it has. */
export interface DraftCopy {
  revision: number;
  sections: Section[];
  keyImages?: KeyImage[];
  keptAt: string;
}

function isSection(value: unknown): value is Section {
  if (typeof value !== "object" || value === null) return false;
  const { code, title, body } = value as Record<string, unknown>;
  return typeof code === "string" && typeof title === "string" && typeof body === "string";
}

function isDraftCopy(value: unknown): value is DraftCopy {
  if (typeof value !== "object" || value === null) return false;
  const { revision, sections, keyImages } = value as Record<string, unknown>;
  return (
    typeof revision === "number" &&
    Array.isArray(sections) &&
    sections.every(isSection) &&
    (keyImages === undefined || Array.isArray(keyImages))
  );
}

/** Kept per person, so that nobody is offered another reader's text on a shared computer. */
function keyOf(userId: string, reportId: string): string {
  return `teleread.draft.${userId}.${reportId}`;
}

export const draftCopies = {
  keep(
    userId: string,
    reportId: string,
    revision: number,
    sections: Section[],
    keyImages: KeyImage[],
  ): void {
    const copy: DraftCopy = { revision, sections, keyImages, keptAt: new Date().toISOString() };
    writeLocal(keyOf(userId, reportId), copy);
  },

  find(userId: string, reportId: string): DraftCopy | null {
    return readLocal(keyOf(userId, reportId), isDraftCopy);
  },

  clear(userId: string, reportId: string): void {
    removeLocal(keyOf(userId, reportId));
  },
};
