import { describe, expect, it } from "vitest";
import { actionsOf } from "@/features/critical-results/model/actions";

describe("what a state allows", () => {
  it("lets the desk give back what the reader handed over", () => {
    expect(actionsOf("with_desk")).toMatchObject({ giveBack: true, handOver: false, tell: true });
    expect(actionsOf("returned")).toMatchObject({ giveBack: false, handOver: true, cancel: true });
  });

  it("asks for the read-back that an acknowledgement leaves owing", () => {
    expect(actionsOf("acknowledged")).toMatchObject({ tell: true, cancel: false });
  });

  it("leaves nothing to do once it has ended", () => {
    for (const state of ["closed", "canceled"] as const) {
      expect(Object.values(actionsOf(state))).not.toContain(true);
    }
  });
});
