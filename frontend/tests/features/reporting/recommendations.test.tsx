// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { useState } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { RecommendationContent } from "@/api/recommendations";
import type { Section, Study } from "@/api/types";
import { RecommendationPanel } from "@/features/reporting/components/RecommendationPanel";
import { useRecommendations } from "@/features/reporting/hooks/useRecommendations";
import {
  EMPTY,
  quickRecommendation,
  withWords,
} from "@/features/reporting/model/quickRecommendation";
import { answerRequests, furnishBrowser, renderFor } from "../../support/page";

beforeEach(furnishBrowser);
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it("reads one typed line as data", () => {
  const usual = { body_part: "chest" };
  expect(quickRecommendation("ct 6m 6 mm nodule", usual)).toMatchObject({
    modality: "CT",
    body_part: "chest",
    first: 6,
    last: 6,
    unit: "months",
    finding: "6 mm nodule",
  });
  expect(quickRecommendation("MRI left knee <2w urgent tear", usual)).toMatchObject({
    modality: "MR",
    body_part: "knee",
    laterality: "L",
    first: 0,
    last: 2,
    unit: "weeks",
    urgency: "urgent",
    finding: "tear",
  });
  expect(quickRecommendation("us 3-6m renal cyst", usual)).toMatchObject({ first: 3, last: 6 });
  expect(quickRecommendation("1y 肺結節", usual)).toMatchObject({ last: 12, finding: "肺結節" });
});

it("puts words in place of the old ones, and never twice", () => {
  expect(withWords("Nodule. Old.", "Old.", "New $& one.")).toBe("Nodule. New $& one.");
  expect(withWords("Nodule.\n", "", "New.")).toBe("Nodule.\nNew.");
  expect(withWords("Nodule. New.", "Old.", "New.")).toBe("Nodule. New.");
  expect(withWords("", "", "New.")).toBe("New.");
});

function Editor() {
  const [body, setBody] = useState("Nodule.");
  const sections: Section[] = [{ code: "impression", title: "Impression", body }];
  const recommendations = useRecommendations("r1", sections, true, (old, words) =>
    setBody((text) => withWords(text, old, words)),
  );
  return (
    <>
      <output>{body}</output>
      <RecommendationPanel
        recommendations={recommendations}
        study={{ body_part: "CHEST" } as Study}
        writable
      />
    </>
  );
}

it("keeps a follow-up by one line and Enter, and writes it into the text", async () => {
  const kept: RecommendationContent[] = [];
  const quote = "Recommend follow-up CT of the chest in 6 months for nodule.";
  answerRequests({
    "GET /reports/r1/recommendations": () => ({ recommendations: kept }),
    "POST /reports/r1/recommendations": (body) => {
      const made = { ...EMPTY, ...(body as object), quote, key: "k1" };
      kept.push(made);
      return made;
    },
    "POST /reports/r1/recommendations/review": () => ({
      standings: kept.map(() => ({ key: "k1", standing: "said", quote, missing: [] })),
      proposals: [],
    }),
  });
  renderFor(["report.write"], <Editor />);
  fireEvent.keyDown(document.body, { key: "f", altKey: true });
  const dialog = await screen.findByRole("dialog");
  const line = within(dialog).getByLabelText("In one line");
  fireEvent.change(line, { target: { value: "ct 6m nodule" } });
  fireEvent.submit(line);
  await waitFor(() => expect(kept).toHaveLength(1));
  expect(kept[0]).toMatchObject({ modality: "CT", body_part: "chest", last: 6, unit: "months" });
  await screen.findByText(`Nodule.\n${quote}`, { normalizer: (text) => text });
  await screen.findByText(/CT · chest · in 6 months · nodule/);
});
