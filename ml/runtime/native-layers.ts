import type { KernelFunc, Tensor } from "@tensorflow/tfjs-core";
import type { TensorFlow } from "./backend";
import { layerKernels } from "./layer-kernels";

/** What is used of tfjs-node's backend, which has an operation of TensorFlow for each of these; its own kernels compose
 *  some of them of up to six, a step for instance of ones, zeros and a comparison. */
type NativeBackend = {
  binding: { TF_ATTR_TYPE: number; TF_FLOAT: number; TF_INT32: number; TF_ATTR_BOOL: number };
  executeSingleOutput(name: string, attributes: Attribute[], inputs: Tensor[]): Tensor;
};
type Attribute = { name: string; type: number; value: number | boolean };
type Call = { inputs: Record<string, Tensor>; backend: NativeBackend };

/** The layers' kernels by native operations: the same numbers as ml/runtime/wasm-layers to rounding. */
export function installNativeLayers(tf: TensorFlow): void {
  register(tf, layerKernels.biasedRelu, ({ inputs: { x, bias, mask }, backend }) => {
    const shifted = run(backend, "AddV2", x, bias);
    const reached = consume(run(backend, "Relu", shifted), shifted);
    return mask ? consume(run(backend, "Mul", reached, mask), reached) : reached;
  });
  register(tf, layerKernels.biasedReluGradient, ({ inputs: { dy, value, mask }, backend }) => {
    if (!mask) return run(backend, "ReluGrad", dy, value);
    const masked = run(backend, "Mul", dy, mask);
    return consume(run(backend, "ReluGrad", masked, value), masked);
  });
  register(tf, layerKernels.absoluteDifference, ({ inputs: { a, b }, backend }) => {
    const signed = run(backend, "Sub", a, b);
    return consume(run(backend, "Abs", signed), signed);
  });
  register(tf, layerKernels.absoluteDifferenceGradient, ({ inputs: { dy, a, b }, backend }) => {
    const signed = run(backend, "Sub", a, b);
    const sign = consume(run(backend, "Sign", signed), signed);
    return consume(run(backend, "Mul", dy, sign), sign);
  });
  register(tf, layerKernels.sumRows, ({ inputs: { x }, backend }) => {
    const axis = tf.tensor1d([x.shape.length - 2], "int32");
    const { TF_ATTR_TYPE, TF_ATTR_BOOL, TF_FLOAT, TF_INT32 } = backend.binding;
    const attributes = [
      { name: "keep_dims", type: TF_ATTR_BOOL, value: true },
      { name: "T", type: TF_ATTR_TYPE, value: TF_FLOAT },
      { name: "Tidx", type: TF_ATTR_TYPE, value: TF_INT32 },
    ];
    return consume(backend.executeSingleOutput("Sum", attributes, [x, axis]), axis);
  });
}

const run = (backend: NativeBackend, operation: string, ...inputs: Tensor[]): Tensor =>
  backend.executeSingleOutput(
    operation,
    [{ name: "T", type: backend.binding.TF_ATTR_TYPE, value: backend.binding.TF_FLOAT }],
    inputs,
  );

/** The result, once what it was made of is given back. */
function consume(result: Tensor, made: Tensor): Tensor {
  made.dispose();
  return result;
}

function register(tf: TensorFlow, kernelName: string, kernel: (call: Call) => Tensor): void {
  tf.registerKernel({ kernelName, backendName: "tensorflow", kernelFunc: kernel as unknown as KernelFunc });
}
