import { request } from "./http";
import type { components } from "./schema";
import { everyRow } from "./staffing";

export type CredentialDocument = components["schemas"]["CredentialDocument"];
export type CredentialKind = components["schemas"]["CredentialKind"];

/** What the file chooser offers; the server looks at the content. */
export const DOCUMENT_TYPES = "application/pdf,image/jpeg,image/png";
export const MOST_DOCUMENT_BYTES = 5 * 1024 * 1024;

export const listDocuments = (reader: string) =>
  everyRow<CredentialDocument>("/credential-documents", { reader });

export function attachDocument(
  kind: CredentialKind,
  credential: string,
  file: File,
): Promise<CredentialDocument> {
  const form = new FormData();
  form.set("file", file);
  const path = kind === "licence" ? "licences" : "privileges";
  return request("POST", `/${path}/${credential}/documents`, { form });
}

export function removeDocument(id: string): Promise<void> {
  return request("DELETE", `/credential-documents/${id}`);
}

/** Where the file itself is saved from. */
export const documentAddress = (id: string) => `/api/v1/credential-documents/${id}/content`;
