import { BlockList, isIP } from "node:net";

/** Seconds from a failed attempt to the next one; after the last it is given up: nine attempts in two days. */
const waits = [10, 60, 300, 1_800, 7_200, 21_600, 43_200, 86_400] as const;
export const mostAttempts = waits.length + 1;

/** attempts: how many were made. null: no further one. */
export const secondsToNext = (attempts: number): number | null => waits[attempts - 1] ?? null;

/** Where no receiver can be: a machine's own notes on itself (169.254.169.254), everybody, nobody. A receiver inside the
 *  house's network, or on this machine, is what many houses have, and is let through. */
const noReceiver = new BlockList();
noReceiver.addSubnet("0.0.0.0", 8, "ipv4");
noReceiver.addSubnet("169.254.0.0", 16, "ipv4");
noReceiver.addSubnet("224.0.0.0", 3, "ipv4");
noReceiver.addSubnet("fe80::", 10, "ipv6");
noReceiver.addSubnet("ff00::", 8, "ipv6");
noReceiver.addAddress("::", "ipv6");
// Amazon's metadata service has an address among the private ones, too.
noReceiver.addAddress("fd00:ec2::254", "ipv6");

/** Whether a message may go to this address. */
export function mayReceive(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && !noReceiver.check(address, family === 4 ? "ipv4" : "ipv6");
}
