"use client";
import Link from "next/link";
import type { ReactNode } from "react";
import type { Failed } from "@/app/_client/api";
import { Button, buttonLook } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { AskedAboutLine } from "./asked-about";

/** Nothing could be leased: what happened, what was kept, what to do. */
export function BenchFailure({
  failure,
  onRetry,
  what = "queue",
}: {
  failure: Failed;
  onRetry: () => void;
  what?: string;
}) {
  if (failure.code === "sign-in")
    return (
      <EmptyState
        title="You are signed out"
        action={
          <Link href="/sign-in" className={buttonLook("primary")}>
            Sign in again
          </Link>
        }
      >
        {failure.sentence}
      </EmptyState>
    );
  return (
    <EmptyState
      title={`The ${what} can't be reached`}
      action={
        <Button kind="primary" onClick={onRetry}>
          Try again
        </Button>
      }
    >
      {failure.sentence}
    </EmptyState>
  );
}

/** The queue is empty: done for now, or never filled. */
export function BenchEmpty({
  title,
  children,
  onRetry,
  canTrain,
}: {
  title: string;
  children: ReactNode;
  onRetry: () => void;
  canTrain: boolean;
}) {
  return (
    <EmptyState
      title={title}
      action={
        <>
          <Button kind="primary" onClick={onRetry}>
            Look again
          </Button>
          {canTrain && (
            <Link href="/training" className={buttonLook("outline")}>
              Go to Training
            </Link>
          )}
        </>
      }
    >
      {children}
      <AskedAboutLine />
    </EmptyState>
  );
}
