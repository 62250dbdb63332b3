// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ApiProblem, NoAnswer } from "@/api/problem";
import type { Draft, Section } from "@/api/types";
import { statusOf } from "@/features/reporting/model/draft";
import { draftCopies } from "@/features/reporting/model/draftCopy";
import {
  DraftSession,
  RETRY_AFTER_MS,
  SAVE_AFTER_MS,
  SAVE_AT_LATEST_MS,
} from "@/features/reporting/model/draftSession";

const START: Draft = {
  revision: 1,
  sections: [{ code: "findings", title: "Findings", body: "" }],
  copied: [],
  key_images: [],
  saved_at: "2026-11-21T03:00:00Z",
  saved_by: { id: "1", name: "Dr A" },
};

/** A server in memory that keeps one draft and refuses stale revisions, as the real one does. */
function openSession() {
  const server = { revision: 1, body: "", saves: 0, answer: null as Error | null };
  const refused: string[] = [];
  const session = new DraftSession(START, {
    save: async ({ revision, sections }: { revision: number; sections: Section[] }) => {
      server.saves += 1;
      if (server.answer) throw server.answer;
      if (revision !== server.revision) {
        const sectionsThere = [{ code: "findings", title: "Findings", body: server.body }];
        const draft = { ...START, revision: server.revision, sections: sectionsThere };
        throw new ApiProblem(409, { code: "draft_conflict", draft });
      }
      server.revision += 1;
      server.body = sections[0]?.body ?? "";
      return { revision: server.revision, saved_at: "now" };
    },
    keepCopy: (...copy) => draftCopies.keep("me", "report", ...copy),
    clearCopy: () => draftCopies.clear("me", "report"),
    onRefused: (problem) => refused.push(problem.code),
    onKeyImagesRefused: (problem) => refused.push(problem.code),
  });
  const type = (body: string) => session.dispatch({ type: "edited", code: "findings", body });
  return { session, server, refused, type, status: () => statusOf(session.snapshot()) };
}

describe("draft session", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("saves after a pause and clears this browser's copy", async () => {
    const { server, type, status } = openSession();
    type("Normal.");
    expect(draftCopies.find("me", "report")?.sections[0]?.body).toBe("Normal.");
    await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS);
    expect([server.body, server.saves, status()]).toEqual(["Normal.", 1, "saved"]);
    expect(draftCopies.find("me", "report")).toBeNull();
  });

  it("saves within two seconds although the typing never pauses", async () => {
    const { server, type } = openSession();
    for (let elapsed = 0; elapsed <= SAVE_AT_LATEST_MS; elapsed += 100) {
      type(`text ${elapsed}`);
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(server.saves).toBeGreaterThanOrEqual(1);
  });

  it("keeps text and copy while the server does not answer, then saves", async () => {
    const { server, type, status } = openSession();
    server.answer = new NoAnswer(new Error("offline"));
    type("Normal.");
    await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS);
    expect(status()).toBe("failed");
    expect(draftCopies.find("me", "report")).not.toBeNull();
    server.answer = null;
    await vi.advanceTimersByTimeAsync(RETRY_AFTER_MS);
    expect([server.body, status()]).toEqual(["Normal.", "saved"]);
  });

  it("stops at a conflict until it is settled", async () => {
    const { session, server, type, status } = openSession();
    server.revision = 9;
    server.body = "Theirs";
    type("Mine");
    await vi.advanceTimersByTimeAsync(60_000);
    expect([server.saves, status()]).toEqual([1, "conflict"]);
    session.dispatch({ type: "kept-mine" });
    await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS);
    expect([server.body, status()]).toEqual(["Mine", "saved"]);
  });

  it("tells that the claim is gone, and keeps the text", async () => {
    const { session, server, refused, type } = openSession();
    server.answer = new ApiProblem(409, { code: "claim_required" });
    type("Normal.");
    await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS);
    session.enable(false);
    await vi.advanceTimersByTimeAsync(60_000);
    expect([refused, server.saves]).toEqual([["claim_required"], 1]);
    expect(session.snapshot().sections[0]?.body).toBe("Normal.");
  });

  it("gives the revision to sign only when everything is saved", async () => {
    const { session, server, type } = openSession();
    type("Normal.");
    await expect(session.flush()).resolves.toBe(2);
    expect(server.body).toBe("Normal.");
    server.answer = new NoAnswer(new Error("offline"));
    type("More.");
    await expect(session.flush()).resolves.toBeNull();
  });

  it("sends unsaved text once more when the editor closes", async () => {
    const { session, server, type } = openSession();
    type("Normal.");
    session.close();
    await vi.runAllTimersAsync();
    expect(server.body).toBe("Normal.");
  });
});
