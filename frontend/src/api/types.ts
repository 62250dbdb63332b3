/**
 * What the back end sends and takes, by the names that the client uses.
 * Everything is read off the back end's schema; `npm run api:types` makes schema.d.ts anew.
 * Times are ISO-8601 UTC strings, dates are YYYY-MM-DD, ids are UUID strings.
 */
import type { components } from "./schema";

type Schema = components["schemas"];

/** One page of a list; every list of the back end has this shape. */
export type Page<Item> = Omit<Schema["PaginatedStudyMessageList"], "results"> & { results: Item[] };

export type Capability =
  | Schema["Capability"]
  | "rules.view"
  | "rules.manage"
  | "staffing.view"
  | "staffing.manage"
  | "fairness.view";
export type Role = Schema["Role"];
export type Tenant = Schema["Tenant"];
export type Membership = Schema["Membership"];
export type Session = Schema["Session"];
export type Site = Schema["Site"];
export type SiteReference = Schema["SiteReference"];
export type Person = Schema["Person"];
export type ApiToken = Schema["ApiToken"];
export type IssuedApiToken = Schema["IssuedApiToken"];

export type Patient = Schema["PatientSummary"];
export type Study = Schema["StudySummary"];
export type Priority = Schema["Priority"];
export type ReadingTaskState = Schema["ReadingTaskState"];
export type ReadingTask = Schema["ReadingTask"];
export type ReadingTaskDetail = Schema["ReadingTaskDetail"];
export type Claim = Schema["Claim"];
export type TaskHistoryEntry = Schema["HistoryEntry"];
export type ListLength = Schema["ListLength"];
export type WorklistCounts = Schema["Counts"];
export type Prior = Schema["Prior"];
export type Lease = Schema["Lease"];

export type TaskPage = Schema["TaskPage"];
export type Pool = Schema["TaskPool"];
export type SkillNeed = Schema["SkillNeed"];
export type HoldCode = Schema["HoldCode"];
export type Explanation = Schema["Explanation"];
export type Candidate = Schema["ReaderCandidate"];
export type ClockReport = Schema["ClockReport"];
export type Clock = Schema["Clock"];
export type ClockState = Schema["ClockStateEnum"];
export type TaskNote = Schema["TaskNote"];
/** Tasks that are read together, the lead first, and what could join them. */
export type ReadTogether = Schema["ReadTogether"];
export type Companion = Schema["Companion"];
export type SplitPart = Required<Schema["PartRequest"]>;
export type BulkAction = Schema["BulkAction"];
export type BulkRequest = Schema["BulkRequest"];
export type BulkResult = Schema["BulkResult"];
export type SavedView = Schema["SavedView"];
export type SavedViewDraft = Required<Schema["NewSavedViewRequest"]>;
export type StudyMessage = Schema["StudyMessage"];
export type NewStudyMessage = Schema["NewStudyMessageRequest"];
export type PriorState = Schema["PriorStatusStateEnum"];
export type StudyPriors = Schema["PriorStatus"];
export type PriorRequest = Schema["PriorRequest"];
export type BrokenGlass = Schema["BrokenGlass"];
export type Order = Schema["Order"];
export type NewOrder = Schema["NewOrderRequest"];
export type OrderChange = Schema["PatchedOrderChangeRequest"];
export type PatientClass = Schema["PatientClassEnum"];
export type Availability = Schema["Availability"];
export type AvailabilityChange = Schema["AvailabilityRequest"];
export type ReadingLocation = Schema["ReadingLocation"];
export type Jurisdiction = Schema["Jurisdiction"];
export type EscalationStep = Schema["EscalationStep"];
export type EscalationPage = Schema["Page"];
export type Shift = Schema["Shift"];

export type ReportState = Schema["ReportState"];
export type SignedKind = Schema["SignedKind"];
export type Report = Schema["Report"];
export type Draft = Schema["Draft"];
/** A line that stands in the draft as it was copied from another report. */
export type CopiedText = Schema["CopiedText"];
/** A frame that a report points at, as the reader had it on screen. */
export type KeyImage = Schema["KeyImage"];
export type ReportMacro = Schema["Macro"];
export type ReadyMacro = Schema["ReadyMacro"];
export type NewReportMacro = Required<Schema["NewMacroRequest"]>;
export type ReportMacroChange = Schema["PatchedMacroContentRequest"];
export type KeptDraft = Schema["KeptDraft"];
/** `body` is plain text; paragraphs are parted by newlines. */
export type Section = Schema["Section"];
export type ReportVersion = Schema["Version"];
export type ReportVersionSummary = Schema["VersionSummary"];
export type VersionKind = Schema["VersionKind"];
export type DraftDifference = Schema["DraftDifference"];
export type VersionDifference = Schema["VersionDifference"];
export type SectionDifference = Schema["SectionDifference"];
export type ReportSubmission = Schema["Submission"];
export type ReportDelivery = Schema["ReportDelivery"];
export type Discrepancy = Schema["Discrepancy"];
export type DiscrepancySeverity = Schema["DiscrepancySeverity"];
export type DifferenceSeverity = Schema["DifferenceSeverity"];
export type Difference = Schema["DifferenceRequest"];
export type ReportTemplate = Schema["ReportTemplate"];
export type ReportTemplateDetail = Schema["ReportTemplateDetail"];
export type TemplateContent = Schema["TemplateContentRequest"];
export type TemplateDifference = Schema["TemplateDifference"];
export type TemplatePreview = Schema["TemplatePreview"];
export type TemplatePreviewRequest = Schema["TemplatePreviewRequestRequest"];
export type TemplateVersionSummary = Schema["TemplateVersionSummary"];
export type ImportedTemplate = Schema["ImportedTemplate"];
export type NewTemplate = Schema["NewTemplateRequest"];

export type SiteStudyStatus = Schema["SiteStudyStatus"];
export type SiteStudy = Schema["SiteStudy"];
export type SiteStudyDetail = Schema["SiteStudyDetail"];
export type SiteReport = Schema["SiteReport"];
export type SiteVersion = Schema["SiteVersion"];
export type TimelineEntry = Schema["TimelineEntry"];

export type QuarantineItem = Schema["QuarantineItem"];
export type OutboxDelivery = Schema["OutboxDelivery"];
export type StudyConfirmation = Schema["StudyConfirmation"];
export type ConfirmingWords = Schema["ConfirmingRequest"];
export type SiteDetail = Schema["SiteDetail"];
export type ConfirmationGate = Schema["ConfirmationGateRequest"];
export type Peer = Schema["Peer"];

export type DraftSave = Schema["DraftSaveRequest"];
export type DraftSaved = Schema["DraftSaved"];
export type Signature = Schema["SignatureRequest"];
export type CheckResult = Schema["CheckResult"];
export type CheckOverride = Schema["CheckOverrideRequest"];
export type WetRead = Schema["WetReadRequest"];
export type NewAddendum = Schema["AddendumRequest"];
export type NewCorrection = Schema["CorrectionRequest"];
export type NewWithdrawal = Schema["WithdrawalRequest"];
export type NewSubmission = Schema["NewSubmissionRequest"];
export type TemplateChange = Schema["TemplateChangeRequest"];
export type NewApiToken = Schema["NewApiTokenRequest"];
export type NewPeer = Schema["NewPeerRequest"];
export type PriorityChange = Schema["PriorityChangeRequest"];
export type LogIn = Schema["LogInRequest"];
