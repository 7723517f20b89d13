"use client";
import { Button } from "@/app/_ui/button";
import { counted } from "@/app/_ui/figures";
import { Notice } from "@/app/_ui/notice";
import { Loading, Skeleton } from "@/app/_ui/skeleton";
import { type Column, Table } from "@/app/_ui/table";
import { TimeAgo } from "@/app/_ui/time-ago";
import { type DeliveryCard, fixesType } from "@/lib/webhooks/schema";
import { howItWent } from "./delivery-words";
import { useDeliveries } from "./use-deliveries";

type Props = { webhookId: string; name: string; now: number; round: number };

/** What was sent to a webhook and how it went, newest first; looked at anew while something is on its way. */
export function DeliveryLog({ webhookId, name, now, round }: Props) {
  const { deliveries, hasMore, failure, more, again } = useDeliveries(webhookId, round);
  if (failure) return <Notice>{failure}</Notice>;
  if (!deliveries)
    return (
      <Loading label="Reading the log">
        <Skeleton className="h-28 w-full" />
      </Loading>
    );
  if (deliveries.length === 0)
    return <p className="text-ink-soft">Nothing was sent yet. The next fix will be, or send a test.</p>;
  const columns: Column<DeliveryCard>[] = [
    { title: "When", cell: ({ createdAt }) => <TimeAgo at={createdAt} now={now} /> },
    { title: "What", cell: ({ type, items }) => (type === fixesType ? counted(items, "fix", "fixes") : "A test") },
    { title: "How it went", cell: (one) => howItWent(one, now) },
    { title: "Tries", isNumber: true, cell: ({ attempts }) => attempts },
    {
      title: "",
      isNumber: true,
      cell: (one) => (
        <button
          type="button"
          aria-label={`Send ${one.id.slice(0, 8)} again`}
          onClick={() => void again(one.id)}
          className="min-h-6 text-ink-soft underline underline-offset-4 hover:text-ink"
        >
          Send again
        </button>
      ),
    },
  ];
  return (
    <div>
      <Table caption={`Messages to ${name}`} columns={columns} rows={deliveries} keyOf={({ id }) => id} />
      {hasMore && (
        <Button className="mt-3" onClick={() => void more()}>
          Show earlier ones
        </Button>
      )}
    </div>
  );
}
