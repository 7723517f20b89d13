import { z } from "zod";
import { endpoint } from "@/lib/http/api/endpoint";
import { leaseFlags, leasePairs } from "@/lib/queue/lease";
import { leaseSets } from "@/lib/queue/lease-sets";
import { releaseTasks } from "@/lib/queue/release-tasks";
import {
  FlagLease,
  LeaseRequest,
  PairLease,
  ReleaseRequest,
  SetLease,
  SetLeaseRequest,
  SkipRequest,
} from "@/lib/queue/schema";
import { skipTask } from "@/lib/queue/skip-task";

const writes = { method: "POST", tag: "Queue", scope: "labels:write" } as const;
const asksForPairs = { ...writes, can: "judge-pairs" } as const;

export const queueEndpoints = [
  endpoint({
    ...asksForPairs,
    path: "/queue/pairs/lease",
    title: "Lease pairs to judge",
    says: "What this lease token holds already comes first; the rest is the best of the live ranking that nobody holds.",
    body: LeaseRequest,
    answer: PairLease,
    handle: ({ by, body }) => leasePairs(by, body),
  }),
  endpoint({
    ...asksForPairs,
    path: "/queue/sets/lease",
    title: "Lease sets to complete",
    says: "A set is one garment with up to four candidates, answered as one.",
    body: SetLeaseRequest,
    answer: SetLease,
    handle: ({ by, body }) => leaseSets(by, body),
  }),
  endpoint({
    ...writes,
    can: "judge-flags",
    path: "/queue/flags/lease",
    title: "Lease flags to settle",
    body: LeaseRequest,
    answer: FlagLease,
    handle: ({ by, body }) => leaseFlags(by, body),
  }),
  endpoint({
    ...asksForPairs,
    path: "/queue/release",
    title: "Give leased tasks back",
    body: ReleaseRequest,
    answer: z.object({ released: z.int() }),
    handle: ({ by, body }) => releaseTasks(by, body),
  }),
  endpoint({
    ...asksForPairs,
    path: "/queue/skip",
    title: "Pass a task on to others",
    body: SkipRequest,
    answer: z.object({ taskId: z.uuid(), hiddenUntil: z.iso.datetime() }),
    failures: ["unknown-task"],
    handle: ({ by, body }) => skipTask(by, body),
  }),
];
