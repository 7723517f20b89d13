// A thread has none of its parent's loaders.
import { register } from "tsx/esm/api";

register();
await import("./encoding-thread.ts");
