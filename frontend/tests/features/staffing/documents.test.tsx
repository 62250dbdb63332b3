// @vitest-environment jsdom
import { cleanup, fireEvent, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LicenceSection } from "@/features/staffing/components/LicenceSection";
import { fileSize } from "@/features/staffing/model/documents";
import { answerRequests, furnishBrowser, renderFor } from "../../support/page";

const MANAGER = { id: "u1", name: "Maria Manager" };
const LICENCE = {
  id: "l1",
  reader: { id: "r1", name: "Dr Reader" },
  valid_from: "2026-01-01",
  valid_through: null,
  time_zone: "UTC",
  ends_at: null,
  status: "active",
  state: "valid",
  days_left: null,
  jurisdiction: "DE-BY",
  number: "1",
};
const page = (results: unknown[]) => ({
  count: results.length,
  next: null,
  previous: null,
  results,
});

function document(id: string, removed = false) {
  return {
    id,
    reader: LICENCE.reader,
    licence: "l1",
    privilege: null,
    name: `${id}.pdf`,
    media_type: "application/pdf",
    size: 812_000,
    sha256: "ab",
    attached_by: MANAGER,
    attached_at: "2026-11-21T08:00:00Z",
    removed_by: removed ? MANAGER : null,
    removed_at: removed ? "2026-11-22T08:00:00Z" : null,
  };
}

beforeEach(furnishBrowser);
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe("documents of a licence", () => {
  it("say who attached them and when, are saved by their name, and are removed after asking", async () => {
    const asked = answerRequests({
      "GET /licences": () => page([LICENCE]),
      "GET /credential-documents": () => page([document("bayern"), document("old", true)]),
      "DELETE /credential-documents/bayern": () => ({}),
    });
    renderFor(["staffing.manage"], <LicenceSection readerId="r1" mayManage />);
    fireEvent.click(await screen.findByText("1 document"));
    const link = await screen.findByText("bayern.pdf");
    expect(link.getAttribute("href")).toBe("/api/v1/credential-documents/bayern/content");
    expect(
      screen.getByText(/812 kB · attached by Maria Manager, 21 Nov 2026, \S+ \S+$/),
    ).toBeTruthy();
    expect(screen.getByText("1 removed document")).toBeTruthy();
    expect(screen.getByText("old.pdf").getAttribute("href")).toBeNull();
    fireEvent.click(screen.getByLabelText("Remove bayern.pdf"));
    expect(asked.some(({ method }) => method === "DELETE")).toBe(false);
    await screen.findByText("Remove bayern.pdf for good?");
    fireEvent.submit(screen.getByText(/That it was here/).closest("form") ?? link);
    await vi.waitFor(() =>
      expect(asked.filter(({ method }) => method === "DELETE")).toHaveLength(1),
    );
  });

  it("are sent as a form, and not at all when they are too large", async () => {
    const asked = answerRequests({
      "GET /licences": () => page([LICENCE]),
      "GET /credential-documents": () => page([]),
      "POST /licences/l1/documents": () => document("new"),
    });
    renderFor(["staffing.manage"], <LicenceSection readerId="r1" mayManage />);
    fireEvent.click(await screen.findByText("Attach a document"));
    const chooser = await screen.findByLabelText("Choose a document");
    const large = new File([new Uint8Array(5 * 1024 * 1024 + 1)], "large.pdf");
    fireEvent.change(chooser, { target: { files: [large] } });
    expect(await screen.findByText(/large.pdf has more than 5 MB/)).toBeTruthy();
    expect(asked.some(({ method }) => method === "POST")).toBe(false);
    fireEvent.change(chooser, { target: { files: [new File(["%PDF-"], "small.pdf")] } });
    await vi.waitFor(() => expect(asked.some(({ method }) => method === "POST")).toBe(true));
    expect(screen.queryByText(/large.pdf/)).toBeNull();
  });

  it("are none of a colleague's business", async () => {
    const asked = answerRequests({ "GET /licences": () => page([LICENCE]) });
    renderFor(["staffing.view"], <LicenceSection readerId="r1" mayManage={false} />);
    expect(await screen.findByText("DE-BY")).toBeTruthy();
    expect(screen.queryByText("Documents")).toBeNull();
    expect(asked.map(({ path }) => path)).toEqual(["/licences"]);
  });
});

it("sizes are short", () => {
  expect([fileSize(12), fileSize(812_345), fileSize(4_200_000)]).toEqual([
    "12 B",
    "812 kB",
    "4.2 MB",
  ]);
});
