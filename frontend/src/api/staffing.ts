import { request } from "./http";
import type { Page, Person, SiteReference } from "./types";

export interface ReaderSummary {
  id: string;
  name: string;
  email: string;
  active: boolean;
  location: { jurisdiction: string; declared_at: string } | null;
  availability: { state: "available" | "away"; reason: string; since: string };
  on_shift: boolean;
  next_shift: { starts_at: string; ends_at: string } | null;
  pools: readonly { id: string; code: string; name: string }[];
  skills: readonly { skill: string; level: number }[];
  age_groups: readonly string[];
  /** How many are valid now. */
  licences: number;
  privileges: number;
  /** How many end within 90 days. */
  expiring: number;
}

export type Reader = ReaderSummary & { default_location: string };

export type CredentialStatus = "active" | "suspended" | "revoked";
export type CredentialState = "valid" | "future" | "expired" | "suspended" | "revoked";

interface Credential {
  id: string;
  reader: Person;
  valid_from: string;
  valid_through: string | null;
  time_zone: string;
  status: CredentialStatus;
  state: CredentialState;
  days_left: number | null;
}

export type Licence = Credential & { jurisdiction: string; number: string };

/** Empty lists mean every modality, procedure group or read type. */
export type Privilege = Credential & {
  site: SiteReference;
  modalities: readonly string[];
  procedure_groups: readonly string[];
  read_types: readonly string[];
};

export interface ReaderSkill {
  id: string;
  reader: Person;
  skill: string;
  level: number;
}

export interface ReaderBlock {
  id: string;
  reader: Person;
  site: SiteReference | null;
  patient: { id: string; name: string } | null;
  reason: string;
  starts_at: string;
  ends_at: string | null;
}

export interface ReaderPool {
  id: string;
  code: string;
  name: string;
  mode: "pull" | "push" | "mixed";
  list_hidden: boolean;
  max_open_minutes: number | null;
  max_open_tasks: number | null;
  solver: "greedy" | "optimal";
  members: readonly Person[];
}

export interface CredentialExpiry {
  kind: "licence" | "privilege";
  credential_id: string;
  reader: Person;
  jurisdiction: string | null;
  site: SiteReference | null;
  ends_at: string;
  days_left: number;
  shifts_after: number;
}

export interface Jurisdiction {
  code: string;
  name: string;
}

export type NewLicence = {
  reader: string;
  jurisdiction: string;
  number: string;
  valid_from: string;
  valid_through: string | null;
  time_zone: string;
};

export type NewPrivilege = {
  reader: string;
  site: string;
  modalities: readonly string[];
  procedure_groups: readonly string[];
  read_types: readonly string[];
  valid_from: string;
  valid_through: string | null;
  time_zone: string;
};

export type NewBlock = {
  reader: string;
  site: string | null;
  reason: string;
  ends_at: string | null;
};

export type PoolWish = Omit<ReaderPool, "id" | "members"> & { members: readonly string[] };

export const staffingKeys = {
  all: ["staffing"] as const,
  readers: ["staffing", "readers"] as const,
  reader: (id: string) => ["staffing", "reader", id] as const,
  licences: (reader: string) => ["staffing", "licences", reader] as const,
  privileges: (reader: string) => ["staffing", "privileges", reader] as const,
  skills: (reader: string) => ["staffing", "skills", reader] as const,
  blocks: (reader: string) => ["staffing", "blocks", reader] as const,
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

export const listReaders = () => everyRow<ReaderSummary>("/readers");

export function getReader(id: string): Promise<Reader> {
  return request("GET", `/readers/${id}`);
}

export function changeReader(
  id: string,
  change: Partial<Pick<Reader, "active" | "default_location" | "age_groups">>,
): Promise<Reader> {
  return request("PATCH", `/readers/${id}`, { body: change });
}

export const listLicences = (reader: string) => everyRow<Licence>("/licences", { reader });

export function addLicence(licence: NewLicence): Promise<Licence> {
  return request("POST", "/licences", { body: licence });
}

export type CredentialChange = { status?: CredentialStatus; valid_through?: string | null };

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

export function addReaderSkill(wish: {
  reader: string;
  skill: string;
  level: number;
}): Promise<ReaderSkill> {
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
