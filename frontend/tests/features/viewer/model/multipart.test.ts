import { describe, expect, it } from "vitest";
import { firstPart, transferSyntaxOf } from "@/features/viewer/model/multipart";

const HEADER = 'multipart/related; type="application/octet-stream"; boundary=cut';

function body(data: Uint8Array, length: string, tail = "\r\n--cut--"): ArrayBuffer {
  const head = `--cut\r\nContent-Type: image/jphc; transfer-syntax=1.2.840.10008.1.2.4.201\r\n${length}\r\n`;
  const parts = [new TextEncoder().encode(head), data, new TextEncoder().encode(tail)];
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes.buffer;
}

describe("firstPart", () => {
  /** Binary data that holds line ends and something like a boundary. */
  const data = new Uint8Array([13, 10, 45, 45, 99, 117, 0, 255, 13, 10]);

  it.each(["", `Content-Length: ${data.length}\r\n`])(
    "gives back the exact bytes (%j)",
    (length) => {
      const part = firstPart(HEADER, body(data, length));
      expect([...part.bytes]).toEqual([...data]);
      expect(transferSyntaxOf(part.contentType)).toBe("1.2.840.10008.1.2.4.201");
    },
  );

  it("returns a body that is not multipart whole", () => {
    const part = firstPart("image/jls", data.buffer);
    expect([...part.bytes]).toEqual([...data]);
    expect(transferSyntaxOf(part.contentType)).toBe("1.2.840.10008.1.2.4.80");
  });

  it("refuses a body that was cut short", () => {
    expect(() => firstPart(HEADER, body(data, "", ""))).toThrow(RangeError);
    expect(() => firstPart("multipart/related", body(data, ""))).toThrow(RangeError);
  });
});
