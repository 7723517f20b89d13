// Loaded before the web server and the worker. A start that is killed cannot stop them; they notice and leave by themselves.
const PATIENCE_MS = 8_000;

process.once("disconnect", () => {
  setTimeout(() => process.exit(1), PATIENCE_MS).unref();
  process.kill(process.pid, "SIGTERM");
});
process.channel?.unref();
