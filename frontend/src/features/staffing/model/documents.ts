import type { CredentialDocument, CredentialKind } from "@/api/credentialDocuments";

/** The documents of one credential, those that are there before those that were removed. */
export function documentsOf(
  all: readonly CredentialDocument[],
  kind: CredentialKind,
  credential: string,
): { present: CredentialDocument[]; removed: CredentialDocument[] } {
  const own = all.filter((one) => one[kind] === credential);
  return {
    present: own.filter(({ removed_at }) => removed_at === null),
    removed: own.filter(({ removed_at }) => removed_at !== null),
  };
}

/** `812 kB`, `4.2 MB`: decimal units, as file managers show them. */
export function fileSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
