import { describe, expect, it } from "vitest";
import {
  beatEvery,
  beatIsDue,
  leasePhase,
  renewed,
  UNCONFIRMED,
  warned,
} from "@/features/reading/model/lease";

const NOW = 1_000_000;
const answer = { expires_at: "2001-01-01T00:00:00Z", lease_seconds: 900, warning_seconds: 120 };
const lease = renewed(answer, NOW);

describe("claim lease", () => {
  it("is held, then warns, then is lost", () => {
    expect(leasePhase(lease, NOW + 779_000)).toBe("held");
    expect(leasePhase(lease, NOW + 780_000)).toBe("warning");
    expect(leasePhase(lease, NOW + 900_000)).toBe("lost");
  });

  it("counts from the answer, so that a wrong clock on this computer does no harm", () => {
    expect(leasePhase(lease, NOW + 1000)).toBe("held");
  });

  it("is confirmed by a heartbeat at once when a claim begins", () => {
    expect(leasePhase(UNCONFIRMED, NOW)).toBe("held");
    expect(beatIsDue(UNCONFIRMED, NOW - 5_000, NOW)).toBe(true);
  });

  it("beats only when the reader has worked since the last beat", () => {
    expect(beatEvery(lease)).toBe(60_000);
    expect(beatIsDue(lease, NOW + 59_000, NOW + 59_500)).toBe(false);
    expect(beatIsDue(lease, NOW + 30_000, NOW + 60_000)).toBe(true);
    expect(beatIsDue(lease, NOW - 1, NOW + 500_000)).toBe(false);
  });

  it("beats often enough for a short lease", () => {
    const short = renewed({ ...answer, lease_seconds: 60, warning_seconds: 30 }, NOW);
    expect(beatEvery(short)).toBe(10_000);
  });

  it("stays lost once the server has said so", () => {
    const lost = { ...lease, lost: true };
    expect(leasePhase(lost, NOW)).toBe("lost");
    expect(beatIsDue(lost, NOW + 1, NOW + 90_000)).toBe(false);
  });

  it("warns when the server warns, whatever its clock says", () => {
    expect(leasePhase(warned(lease, NOW + 1000), NOW + 1000)).toBe("warning");
  });
});
