/**
 * What the back end sends and takes, named as its REST interface names it.
 * Times are ISO-8601 UTC strings, dates are YYYY-MM-DD, ids are UUID strings.
 */

export type Capability =
  | "worklist.view"
  | "worklist.claim"
  | "worklist.manage"
  | "images.view"
  | "images.store"
  | "report.view"
  | "report.write"
  | "report.sign"
  | "portal.view"
  | "intake.view"
  | "intake.manage"
  | "peers.manage"
  | "users.manage"
  | "audit.view"
  | "operations.view"
  | "operations.manage"
  | "tokens.manage_own";

export type Role =
  | "reader"
  | "site_user"
  | "site_manager"
  | "operations"
  | "manager"
  | "billing"
  | "qa"
  | "admin";

export interface Tenant {
  id: string;
  slug: string;
  name: string;
}

export interface Site {
  id: string;
  slug: string;
  name: string;
  /** IANA zone of the site, in which its study times are shown. */
  time_zone: string;
}

export interface Membership {
  tenant: Tenant;
  roles: Role[];
}

export interface Session {
  user: { id: string; email: string; name: string };
  tenant: Tenant;
  memberships: Membership[];
  roles: Role[];
  capabilities: Capability[];
  sites: Site[];
  idle_timeout_seconds: number;
}

export interface Page<Item> {
  count: number;
  next: string | null;
  previous: string | null;
  results: Item[];
}

export interface Person {
  id: string;
  name: string;
}

export interface Patient {
  id: string;
  name: string;
  patient_id: string;
  birth_date: string | null;
  sex: string;
}

export interface Study {
  id: string;
  study_instance_uid: string;
  description: string;
  modalities: string[];
  body_part: string;
  accession_number: string;
  study_at: string | null;
  series_count: number;
  instance_count: number;
  late_images: boolean;
}

export type Priority = "STAT" | "URGENT" | "ROUTINE";
export type ReadingTaskState = "SCHEDULED" | "IN_PROGRESS" | "COMPLETED" | "CANCELED";
export type ReportState = "draft" | "preliminary" | "final";

export interface Claim {
  id: string;
  reader: Person;
  claimed_at: string;
  expires_at: string;
  mine: boolean;
}

export interface ReadingTask {
  id: string;
  state: ReadingTaskState;
  read_type: string;
  priority: Priority;
  due_at: string | null;
  received_at: string;
  completed_at: string | null;
  study: Study;
  patient: Patient;
  site: Site;
  claim: Claim | null;
  report: { id: string; state: ReportState; has_draft: boolean } | null;
  prior_count: number;
}

export interface TaskHistoryEntry {
  at: string;
  kind: string;
  actor_name: string;
  detail: string | null;
}

export interface ReadingTaskDetail extends ReadingTask {
  history: TaskHistoryEntry[];
}

export interface WorklistCounts {
  unread: number;
  stat: number;
  overdue: number;
  mine: number;
  signed_today: number;
}

export interface Prior {
  study: Study;
  report: { id: string; state: ReportState; signed_at: string | null } | null;
  relevance: number;
}

export interface Lease {
  expires_at: string;
  lease_seconds: number;
  warning_seconds: number;
}

export interface Section {
  code: string;
  title: string;
  /** Plain text; paragraphs are parted by newlines. */
  body: string;
}

export interface Draft {
  revision: number;
  sections: Section[];
  saved_at: string;
  saved_by: Person;
}

export type SignedKind = "preliminary" | "final";

export interface ReportVersionSummary {
  number: number;
  kind: SignedKind;
  signed_at: string;
  signer: Person;
  method: string;
  content_hash: string;
}

export interface ReportVersion extends ReportVersionSummary {
  sections: Section[];
}

export interface Report {
  id: string;
  state: ReportState;
  reading_task: string;
  study: Pick<Study, "id" | "study_instance_uid" | "description" | "accession_number" | "study_at">;
  patient: Patient;
  author: Person;
  template: Person | null;
  draft: Draft | null;
  versions: ReportVersionSummary[];
  editable: boolean;
}

export interface ReportTemplate {
  id: string;
  name: string;
  modality?: string;
  body_part?: string;
}

export type SiteStudyStatus = "receiving" | "complete" | "reading" | "preliminary" | "final";

export interface SiteStudy {
  id: string;
  study_instance_uid: string;
  description: string;
  modalities: string[];
  accession_number: string;
  study_at: string | null;
  patient: Patient;
  site: Site;
  priority: Priority | null;
  status: SiteStudyStatus;
  expected_at: string | null;
  instance_count: number;
  series_count: number;
  report: {
    report_id: string;
    version: number;
    kind: SignedKind;
    signed_at: string;
    signer_name: string;
    opened: boolean;
  } | null;
  unread: boolean;
}

export interface TimelineEntry {
  kind: string;
  at: string;
  by: string | null;
  detail: string | null;
}

export interface SiteStudyDetail extends SiteStudy {
  timeline: TimelineEntry[];
  openings: { at: string; name: string; what: "screen" | "pdf" }[];
}

export interface SiteReport {
  report_id: string;
  number: number;
  kind: SignedKind;
  sections: Section[];
  signer_name: string;
  signed_at: string;
  content_hash: string;
}

export interface ApiToken {
  id: string;
  name: string;
  scopes: Capability[];
  created_at?: string;
  expires_at: string | null;
  last_used_at?: string | null;
  revoked_at?: string | null;
}

export interface NewApiToken extends ApiToken {
  /** Shown once; the server keeps only its hash. */
  token: string;
}
