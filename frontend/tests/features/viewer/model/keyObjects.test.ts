import { describe, expect, it } from "vitest";
import type { DicomJson } from "@/features/viewer/model/dicomJson";
import { parseKeyObjects } from "@/features/viewer/model/keyObjects";
import { keyObjectSeries } from "@/features/viewer/model/seriesSummary";

const text = (value: string) => ({ Value: [value] });
const code = (value: string, meaning = "") => ({
  Value: [{ "00080100": text(value), "00080104": text(meaning) }],
});
const image = (uid: string, frames: number[] = []) => ({
  "0040A040": text("IMAGE"),
  "00081199": {
    Value: [
      { "00081155": text(uid), ...(frames.length > 0 ? { "00081160": { Value: frames } } : {}) },
    ],
  },
});

function selection(uid: string, title: string, change: DicomJson = {}): DicomJson {
  return {
    "00080018": text(uid),
    "00080023": text("20261130"),
    "0040A043": code(title, "Of Interest"),
    "0040A375": {
      Value: [
        {
          "0020000D": text("1.2"),
          "00081115": {
            Value: [
              {
                "0020000E": text("1.2.3"),
                "00081199": {
                  Value: [{ "00081155": text("1.2.3.4") }, { "00081155": text("1.2.3.5") }],
                },
              },
            ],
          },
        },
      ],
    },
    "0040A730": {
      Value: [
        { "0040A040": text("TEXT"), "0040A043": code("113012"), "0040A160": text("Look here") },
        image("1.2.3.5", [3, 7]),
        image("1.2.3.4"),
        image("9.9"),
      ],
    },
    ...change,
  };
}

const frame = (sopInstanceUid: string, frameNumber: number) => ({
  studyInstanceUid: "1.2",
  seriesInstanceUid: "1.2.3",
  sopInstanceUid,
  frameNumber,
});

describe("key objects from the site", () => {
  it("name the frames in their order, in the series that the evidence gives", () => {
    expect(parseKeyObjects([selection("7.1", "113000")])).toEqual([
      {
        uid: "7.1",
        title: "Of Interest",
        description: "Look here",
        frames: [frame("1.2.3.5", 3), frame("1.2.3.5", 7), frame("1.2.3.4", 1)],
      },
    ]);
  });

  it("leave out our own, what takes images out of use, and what points at nothing here", () => {
    const own = selection("7.2", "113000", { "00080070": text("teleread") });
    const rejected = selection("7.3", "113001");
    const empty = selection("7.4", "113000", { "0040A375": { Value: [] } });
    expect(parseKeyObjects([own, rejected, empty, {}])).toEqual([]);
  });

  it("stand the newest first, and are found among the series", () => {
    const old = selection("7.5", "113000", { "00080023": text("20261101") });
    const found = parseKeyObjects([old, selection("7.6", "113000")]);
    expect(found.map(({ uid }) => uid)).toEqual(["7.6", "7.5"]);
    const rows = [{ "00080060": text("KO"), "0020000E": text("1.5") }, { "00080060": text("CT") }];
    expect(keyObjectSeries(rows)).toEqual(["1.5"]);
  });
});
