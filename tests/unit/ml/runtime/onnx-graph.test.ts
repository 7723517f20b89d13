import { describe, expect, it } from "vitest";
import { encodeOnnx, type OnnxGraph } from "@/ml/runtime/onnx-graph";
import { openOnnxSession } from "@/ml/runtime/onnx-session";

/** y [p, 200]: the rows `at` of x [n, 2] times w, by way of a transposed copy. */
const graph: OnnxGraph = {
  name: "rows times weights",
  inputs: [
    { name: "x", shape: ["n", 2] },
    { name: "at", shape: ["p"], type: "int32" },
  ],
  outputs: [{ name: "y", shape: ["p", 200] }],
  nodes: [
    { op: "Gather", inputs: ["x", "at"], outputs: ["rows"], attributes: { axis: -2 } },
    { op: "Transpose", inputs: ["rows"], outputs: ["columns"], attributes: { perm: [1, 0] } },
    { op: "Gemm", inputs: ["columns", "w"], outputs: ["y"], attributes: { transA: 1 } },
  ],
  constants: [{ name: "w", shape: [2, 200], data: Float32Array.from({ length: 400 }, (_, i) => i) }],
};

const x = { shape: [3, 2], data: Float32Array.of(1, 0, 0, 1, 2, -1) };
const at = { shape: [2], data: Int32Array.of(2, 0) };

async function opened(bytes: Uint8Array) {
  const session = await openOnnxSession(bytes);
  if (!session) throw new Error("onnxruntime-node does not load here");
  return session;
}

describe("a graph written here", () => {
  it("is opened by ONNX Runtime and computes what it says", async () => {
    const session = await opened(encodeOnnx(graph));
    const y = await session.run({ x, at }, "y");
    expect(y).toHaveLength(400);
    expect([y[0], y[199], y[200], y[399]]).toEqual([-200, -1, 0, 199]);
    await session.close();
  });

  it("keeps bound inputs from run to run, and a run's own inputs come first", async () => {
    const session = await opened(encodeOnnx(graph));
    session.bind({ x, at });
    const first = (await session.run({}, "y")).slice(0, 1);
    const other = await session.run({ at: { shape: [1], data: Int32Array.of(1) } }, "y");
    expect([...first, other[0], ...(await session.run({}, "y")).slice(0, 1)]).toEqual([-200, 200, -200]);
    await session.close();
  });

  it("refuses a constant that is shorter than its shape", () => {
    const short = { ...graph, constants: [{ name: "w", shape: [2, 2], data: Float32Array.of(1) }] };
    expect(() => encodeOnnx(short)).toThrow("w holds 1 numbers, [2,2] needs 4");
  });

  it("is refused when a node reads what nobody makes", async () => {
    await expect(openOnnxSession(encodeOnnx({ ...graph, constants: [] }))).rejects.toThrow();
  });
});
