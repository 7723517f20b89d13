import { expect, it } from "vitest";
import { mayReceive, mostAttempts, secondsToNext } from "@/lib/webhooks/rules";
import { NewWebhook } from "@/lib/webhooks/schema";
import { signedHeaders } from "@/lib/webhooks/sign";

it("a message is signed as Standard Webhooks has it", () => {
  // The example of the reference libraries' own tests (github.com/standard-webhooks/standard-webhooks, 1.0).
  const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  const id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  expect(signedHeaders(secret, id, 1_614_265_330, '{"test": 2432232314}')).toEqual({
    "webhook-id": id,
    "webhook-timestamp": "1614265330",
    "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
  });
});

it("waits grow from seconds to a day and end", () => {
  const waits = Array.from({ length: mostAttempts }, (_, i) => secondsToNext(i + 1));
  expect(waits.at(-1)).toBeNull();
  const until = waits.slice(0, -1) as number[];
  expect(until).toEqual(until.toSorted((a, b) => a - b));
  expect(until.at(-1)).toBe(86_400);
});

it("a receiver may be in the house's own network, and is no metadata service, however that is written", () => {
  for (const address of ["10.0.0.7", "192.168.1.9", "127.0.0.1", "93.184.216.34", "::1", "2001:db8::1"])
    expect(mayReceive(address), address).toBe(true);
  for (const address of [
    "169.254.169.254",
    "::ffff:169.254.169.254",
    "0.0.0.0",
    "224.0.0.1",
    "255.255.255.255",
    "fe80::1",
    "::",
    "fd00:ec2::254",
    "a name",
  ])
    expect(mayReceive(address), address).toBe(false);
});

it("an address that would carry a password, or is no web address, is refused with a reason", () => {
  const says = (url: string) => NewWebhook.safeParse({ name: "PIM", url }).error?.issues[0]?.message;
  expect(says("https://pim.house.example/fixes?key=1")).toBeUndefined();
  expect(says("ftp://pim.house.example")).toContain("https://");
  expect(says("https://me:secret@pim.house.example")).toContain("Leave out");
});
