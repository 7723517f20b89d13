import type { DataId, TensorInfo } from "@tensorflow/tfjs-core";

/** What is used of the wasm backend; its own types keep these members private. */
type WasmModule = {
  HEAPU8: Uint8Array;
  asm: { memory: WebAssembly.Memory };
  _malloc(bytes: number): number;
  _free(offset: number): void;
  cwrap(name: string, result: null, args: string[]): (...args: unknown[]) => void;
  tfjs: { registerTensor(id: number, size: number, offset: number): void; disposeData(id: number): void };
};
export type WasmBackend = {
  wasm: WasmModule;
  dataIdNextNumber: number;
  dataIdMap: { get(id: DataId): { id: number; memoryOffset: number } };
  makeOutput(shape: number[], dtype: string): TensorInfo;
  incRef(id: DataId): void;
};
export type Call = { inputs: Record<string, TensorInfo>; backend: WasmBackend; attrs: Record<string, unknown> };

export const sizeOf = (shape: number[]) => shape.reduce((size, d) => size * d, 1);
export const offsetOf = (backend: WasmBackend, tensor: TensorInfo) =>
  backend.dataIdMap.get(tensor.dataId).memoryOffset >>> 0;

/** The numbers of a tensor, as a view on the heap: void once the heap grows. */
export function floats(backend: WasmBackend, tensor: TensorInfo): Float32Array {
  return new Float32Array(backend.wasm.HEAPU8.buffer, offsetOf(backend, tensor), sizeOf(tensor.shape));
}

/** The same for int32. */
export function integers(backend: WasmBackend, tensor: TensorInfo): Int32Array {
  return new Int32Array(backend.wasm.HEAPU8.buffer, offsetOf(backend, tensor), sizeOf(tensor.shape));
}
