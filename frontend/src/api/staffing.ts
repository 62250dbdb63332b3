import { request } from "./http";
import type { components } from "./schema";
import type { Page } from "./types";

type Schema = components["schemas"];

export type Reader = Schema["Reader"];
export type CredentialStatus = Schema["CredentialStatus"];
export type CredentialState = Schema["CredentialState"];
export type Licence = Schema["Licence"];
/** Empty lists mean every modality, procedure group or read type. */
export type Privilege = Schema["Privilege"];
export type ReaderSkill = Schema["ReaderSkill"];
export type ReaderBlock = Schema["ReaderBlock"];
export type ReaderPool = Schema["ReaderPool"];
export type CredentialExpiry = Schema["CredentialExpiry"];
export type Jurisdiction = Schema["Jurisdiction"];
export type Skill = Schema["Skill"];
export type AgeGroup = Schema["AgeGroup"];
export type ReadType = Schema["ReadType"];
export type Modality = Schema["ModalitiesEnum"];

export type NewLicence = Schema["NewLicenceRequest"];
export type NewPrivilege = Schema["NewPrivilegeRequest"];
export type NewBlock = Schema["NewReaderBlockRequest"];
export type NewSkill = Schema["NewReaderSkillRequest"];
export type PoolWish = Required<Schema["NewReaderPoolRequest"]>;
export type ReaderChange = Schema["PatchedReaderChangeRequest"];

export const staffingKeys = {
  all: ["staffing"] as const,
  readers: ["staffing", "readers"] as const,
  reader: (id: string) => ["staffing", "reader", id] as const,
  licences: (reader: string) => ["staffing", "licences", reader] as const,
  privileges: (reader: string) => ["staffing", "privileges", reader] as const,
  skills: (reader: string) => ["staffing", "skills", reader] as const,
  blocks: (reader: string) => ["staffing", "blocks", reader] as const,
  documents: (reader: string) => ["staffing", "documents", reader] as const,
  pools: ["staffing", "pools"] as const,
  expiries: (days: number) => ["staffing", "expiries", days] as const,
  jurisdictions: ["staffing", "jurisdictions"] as const,
};

const LIMIT = 200;

/** Every row of a list, page by page. */
export async function everyRow<Row>(
  path: string,
  query: Record<string, string | number | null> = {},
): Promise<Row[]> {
  const rows: Row[] = [];
  for (;;) {
    const page = await request<Page<Row>>("GET", path, {
      query: { ...query, limit: LIMIT, offset: rows.length },
    });
    rows.push(...page.results);
    if (page.results.length === 0 || rows.length >= page.count) return rows;
  }
}

export const listReaders = () => everyRow<Reader>("/readers");

export function getReader(id: string): Promise<Reader> {
  return request("GET", `/readers/${id}`);
}

export function changeReader(id: string, change: ReaderChange): Promise<Reader> {
  return request("PATCH", `/readers/${id}`, { body: change });
}

export const listLicences = (reader: string) => everyRow<Licence>("/licences", { reader });

export function addLicence(licence: NewLicence): Promise<Licence> {
  return request("POST", "/licences", { body: licence });
}

export type CredentialChange = Pick<
  Schema["PatchedLicenceChangeRequest"],
  "status" | "valid_through"
>;

export function changeLicence(id: string, change: CredentialChange): Promise<Licence> {
  return request("PATCH", `/licences/${id}`, { body: change });
}

export const listPrivileges = (reader: string) => everyRow<Privilege>("/privileges", { reader });

export function addPrivilege(privilege: NewPrivilege): Promise<Privilege> {
  return request("POST", "/privileges", { body: privilege });
}

export function changePrivilege(id: string, change: CredentialChange): Promise<Privilege> {
  return request("PATCH", `/privileges/${id}`, { body: change });
}

export const listReaderSkills = (reader: string) =>
  everyRow<ReaderSkill>("/reader-skills", { reader });

export function addReaderSkill(wish: NewSkill): Promise<ReaderSkill> {
  return request("POST", "/reader-skills", { body: wish });
}

export function removeReaderSkill(id: string): Promise<void> {
  return request("DELETE", `/reader-skills/${id}`);
}

export const listReaderBlocks = (reader: string) =>
  everyRow<ReaderBlock>("/reader-blocks", { reader });

export function addReaderBlock(block: NewBlock): Promise<ReaderBlock> {
  return request("POST", "/reader-blocks", { body: block });
}

export function endReaderBlock(id: string, ends_at: string): Promise<ReaderBlock> {
  return request("PATCH", `/reader-blocks/${id}`, { body: { ends_at } });
}

export const listPools = () => everyRow<ReaderPool>("/reader-pools");

export function addPool(pool: PoolWish): Promise<ReaderPool> {
  return request("POST", "/reader-pools", { body: pool });
}

export function changePool(id: string, pool: Partial<PoolWish>): Promise<ReaderPool> {
  return request("PATCH", `/reader-pools/${id}`, { body: pool });
}

export async function listExpiries(days: number): Promise<CredentialExpiry[]> {
  return everyRow("/credential-expiries", { within_days: days });
}

export async function listJurisdictions(): Promise<readonly Jurisdiction[]> {
  const body = await request<{ results: Jurisdiction[] } | Jurisdiction[]>("GET", "/jurisdictions");
  return Array.isArray(body) ? body : body.results;
}
