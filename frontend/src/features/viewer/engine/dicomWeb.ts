import { buildStacks } from "../model/buildStacks";
import type { DicomJson } from "../model/dicomJson";
import { parseKeyObjects, type SiteSelection } from "../model/keyObjects";
import { firstPart, transferSyntaxOf } from "../model/multipart";
import {
  ENCAPSULATED_PDF,
  hasDocuments,
  keyObjectSeries,
  parseDocuments,
  parseSeriesSummaries,
} from "../model/seriesSummary";
import type { SeriesSummary, Stack, StudyDocument } from "../model/types";
import { fetchResource, LoadError, type ResourceRequest } from "./fetchResource";
import type { SessionGate } from "./sessionGate";

/** HTJ2K when the server has it (small and fast to decode), else whatever is stored. */
const FRAME_ACCEPT = [
  'multipart/related; type="image/jphc"; transfer-syntax=1.2.840.10008.1.2.4.201',
  'multipart/related; type="application/octet-stream"; transfer-syntax=*',
].join(", ");
const MOST_SELECTIONS = 10;
const JSON_ACCEPT = "application/dicom+json";
const BULK_ACCEPT = 'multipart/related; type="application/octet-stream", application/octet-stream';

export interface EncodedFrame {
  bytes: Uint8Array<ArrayBuffer>;
  transferSyntax: string;
}

/** The DICOMweb services the viewer uses (DICOM PS3.18), for one session. Raises `LoadError`. */
export class DicomWebClient {
  constructor(
    readonly root: string,
    private readonly gate: SessionGate,
  ) {}

  /** The series to look at, whether there are documents beside them, and the series of Key Object Selections. */
  async seriesOf(
    studyInstanceUid: string,
    signal: AbortSignal,
  ): Promise<{ series: SeriesSummary[]; documented: boolean; selected: string[] }> {
    const url = `${this.root}/studies/${studyInstanceUid}/series?includefield=00180015&includefield=0008103E`;
    const rows = await this.json(url, signal);
    const series = parseSeriesSummaries(studyInstanceUid, rows);
    return { series, documented: hasDocuments(rows), selected: keyObjectSeries(rows) };
  }

  /** What Key Object Selections of a study point at. */
  async selectionsOf(
    studyInstanceUid: string,
    seriesInstanceUids: readonly string[],
    signal: AbortSignal,
  ): Promise<SiteSelection[]> {
    const objects = await Promise.all(
      seriesInstanceUids
        .slice(0, MOST_SELECTIONS)
        .map((uid) =>
          this.json(`${this.root}/studies/${studyInstanceUid}/series/${uid}/metadata`, signal),
        ),
    );
    return parseKeyObjects(objects.flat());
  }

  /** The encapsulated PDFs of a study, reports among them. */
  async documentsOf(studyInstanceUid: string, signal: AbortSignal): Promise<StudyDocument[]> {
    const study = `${this.root}/studies/${studyInstanceUid}`;
    const url = `${study}/instances?SOPClassUID=${ENCAPSULATED_PDF}&includefield=0008103E`;
    return parseDocuments(await this.json(url, signal), study);
  }

  /** One request for the whole series. */
  async stacksOf(series: SeriesSummary, signal: AbortSignal): Promise<Stack[]> {
    const url = `${this.root}/studies/${series.studyInstanceUid}/series/${series.seriesInstanceUid}/metadata`;
    return buildStacks(series, await this.json(url, signal), this.root);
  }

  async frame(url: string, request: Omit<ResourceRequest, "accept">): Promise<EncodedFrame> {
    const part = await this.part(url, { ...request, accept: FRAME_ACCEPT });
    return { bytes: part.bytes, transferSyntax: transferSyntaxOf(part.contentType) };
  }

  async bulkData(url: string, signal: AbortSignal): Promise<Uint8Array> {
    const address = new URL(url, new URL(`${this.root}/`, window.location.href));
    /** The archive may name itself by another host; only the path counts under one origin. */
    const local = `${address.pathname}${address.search}`;
    return (await this.part(local, { accept: BULK_ACCEPT, priority: "high", signal })).bytes;
  }

  private async json(url: string, signal: AbortSignal): Promise<DicomJson[]> {
    const request: ResourceRequest = { accept: JSON_ACCEPT, priority: "high", signal };
    const response = await fetchResource(url, request, this.gate);
    if (response.status === 204) return [];
    const body: unknown = await response.json().catch(() => null);
    if (!Array.isArray(body)) throw new LoadError("undecodable", response.status);
    return body;
  }

  private async part(url: string, request: ResourceRequest) {
    const response = await fetchResource(url, request, this.gate);
    const contentType = response.headers.get("Content-Type") ?? "application/octet-stream";
    try {
      return firstPart(contentType, await response.arrayBuffer());
    } catch (error) {
      if (request.signal.aborted) throw new LoadError("aborted");
      throw new LoadError(error instanceof RangeError ? "undecodable" : "network");
    }
  }
}
