import { expect, test } from "vitest";
import { add, tallyLine, tallyPlaywright, tallyVitest } from "@/bin/testing/tally";

const vitest = { numPassedTests: 7, numFailedTests: 1, numPendingTests: 0, numTodoTests: 0 };

test("skipped tests are named only when there are some", () => {
  expect(tallyLine({ passed: 3, failed: 0, skipped: 0 })).toBe("3 passed, 0 failed");
  expect(tallyLine({ passed: 3, failed: 1, skipped: 2 })).toBe("3 passed, 1 failed, 2 skipped");
});

test("a test file that cannot be loaded counts as a failure", () => {
  const testResults = [
    { status: "passed", assertionResults: [{}] },
    { status: "failed", assertionResults: [{}] },
    { status: "failed", assertionResults: [] },
  ];
  expect(tallyVitest({ ...vitest, testResults })).toEqual({ passed: 7, failed: 2, skipped: 0 });
});

test("a browser run that broke before its tests counts as a failure", () => {
  const stats = { expected: 0, unexpected: 0, flaky: 0, skipped: 0 };
  expect(tallyPlaywright({ stats, errors: [{ message: "no browser" }] })).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test("a journey that passed only at the second try has not passed", () => {
  const stats = { expected: 4, unexpected: 0, flaky: 1, skipped: 0 };
  expect(tallyPlaywright({ stats, errors: [] })).toEqual({ passed: 4, failed: 1, skipped: 0 });
});

test("suites add up", () => {
  expect(add({ passed: 1, failed: 2, skipped: 3 }, { passed: 10, failed: 20, skipped: 30 })).toEqual({
    passed: 11,
    failed: 22,
    skipped: 33,
  });
});
